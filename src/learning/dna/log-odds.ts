/** Log-odds of a probability in (0, 1). */
export const logOddsOf = (probability: number): number => Math.log(probability / (1 - probability));

/** Probability of log-odds. */
export const probabilityOf = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));
