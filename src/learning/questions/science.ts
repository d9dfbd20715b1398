import {
  capitalised,
  choiceQuestion,
  nearDifficulty,
  numberQuestion,
  plain,
  shown,
  sized,
  textQuestion,
  type Writer,
} from './question.ts';

/** From, to, factor; from easy to hard. */
const CONVERSIONS = [
  ['m', 'cm', 100],
  ['km', 'm', 1000],
  ['kg', 'g', 1000],
  ['h', 'min', 60],
  ['cm', 'mm', 10],
  ['L', 'mL', 1000],
  ['min', 's', 60],
  ['t', 'kg', 1000],
  ['h', 's', 3600],
  ['m²', 'cm²', 10_000],
  ['m³', 'L', 1000],
  ['A', 'mA', 1000],
] as const;

const unitConversion: Writer = (difficulty, random) => {
  const [large, small, factor] = nearDifficulty(CONVERSIONS, difficulty, random);
  const amount = sized(random, difficulty, { low: 2, easyMax: 9, hardMax: 30 }) / (difficulty > 0.4 ? 4 : 1);
  if (random.chance(difficulty / 2)) {
    return numberQuestion({
      prompt: `Convert ${plain(amount * factor)} ${small} to ${large}.`,
      answer: amount,
      explanation: `1 ${large} is ${factor} ${small}, so divide by ${factor}: ${plain(amount)} ${large}.`,
      mistakes: [amount * factor * factor, amount * 10, amount / 10],
    });
  }
  return numberQuestion({
    prompt: `Convert ${plain(amount)} ${large} to ${small}.`,
    answer: amount * factor,
    explanation: `1 ${large} is ${factor} ${small}, so multiply by ${factor}: ${plain(amount * factor)} ${small}.`,
    mistakes: [amount / factor, amount * factor * 10, (amount * factor) / 10],
  });
};

/** Who moves, and how fast in steps of 20 km/h for the motorised. */
const MOVERS = [
  ['A cyclist', 12, 24, 4],
  ['A bus', 40, 80, 20],
  ['A car', 40, 120, 20],
  ['A train', 80, 200, 20],
] as const;

const speed: Writer = (difficulty, random) => {
  const hours = sized(random, difficulty, { low: 2, easyMax: 4, hardMax: 6 });
  const [who, slowest, fastest, step] = random.pick(MOVERS);
  const rate = slowest + step * random.integer(0, (fastest - slowest) / step);
  const distance = rate * hours;
  if (difficulty < 0.4) {
    return numberQuestion({
      prompt: `${who} covers ${distance} km in ${hours} hours. What is the speed in km/h?`,
      answer: rate,
      explanation: `${distance} km ÷ ${hours} h = ${rate} km/h.`,
      mistakes: [distance * hours, distance - hours],
    });
  }
  if (difficulty < 0.7) {
    return numberQuestion({
      prompt: `${who} goes at ${rate} km/h. How many hours does it take to cover ${distance} km?`,
      answer: hours,
      explanation: `Time is distance divided by speed: ${distance} ÷ ${rate} = ${hours} hours.`,
      mistakes: [distance * rate, distance - rate, hours + 1],
    });
  }
  const quarters = 4 * hours - random.integer(1, 7);
  const covered = (rate * quarters) / 4;
  return numberQuestion({
    prompt: `${who} goes at ${rate} km/h for ${15 * quarters} minutes. How many kilometres is that?`,
    answer: covered,
    explanation: `${15 * quarters} minutes are ${plain(quarters / 4)} h; ${rate} × ${plain(quarters / 4)} = ${covered} km.`,
    mistakes: [rate * 15 * quarters, covered * 4],
  });
};

const density: Writer = (difficulty, random) => {
  const volume = sized(random, difficulty, { low: 2, easyMax: 10, hardMax: 40 });
  const value = random.integer(2, difficulty < 0.5 ? 9 : 38) / (difficulty < 0.5 ? 1 : 2);
  const mass = value * volume;
  if (difficulty < 0.6) {
    return numberQuestion({
      prompt: `A body of ${volume} cm³ has a mass of ${plain(mass)} g. What is its density in g/cm³?`,
      answer: value,
      explanation: `${plain(mass)} g ÷ ${volume} cm³ = ${plain(value)} g/cm³.`,
      mistakes: [mass * volume, mass - volume, volume / mass],
    });
  }
  return numberQuestion({
    prompt: `A material has a density of ${plain(value)} g/cm³. What is the mass in grams of ${volume} cm³ of it?`,
    answer: mass,
    explanation: `Mass is density times volume: ${plain(value)} × ${volume} = ${plain(mass)} g.`,
    mistakes: [volume / value, volume + value, value / volume],
  });
};

/** Melting and boiling points in °C at normal pressure, rounded; from easy to hard. */
const SUBSTANCES = [
  ['water', 0, 100],
  ['iron', 1538, 2862],
  ['oxygen', -218, -183],
  ['mercury', -39, 357],
  ['ethanol', -114, 78],
  ['lead', 327, 1749],
  ['nitrogen', -210, -196],
  ['gallium', 30, 2400],
] as const;

const statesOfMatter: Writer = (difficulty, random) => {
  const [substance, melting, boiling] = nearDifficulty(SUBSTANCES, difficulty, random);
  const answer = random.pick(['solid', 'liquid', 'gas'] as const);
  // Far enough from both points to leave no doubt, and above absolute zero.
  const temperature = {
    solid: Math.max(-260, melting - random.integer(10, 35)),
    liquid: Math.round(melting + (boiling - melting) * random.between(0.35, 0.65)),
    gas: boiling + random.integer(15, 60),
  }[answer];
  return choiceQuestion({
    prompt: `${capitalised(substance)} melts at ${shown(melting)} °C and boils at ${shown(boiling)} °C. What is it at ${shown(temperature)} °C?`,
    choices: ['solid', 'liquid', 'gas'],
    answer,
    explanation: `${shown(temperature)} °C is ${{ solid: 'below the melting point', liquid: 'between the two points', gas: 'above the boiling point' }[answer]}, so ${substance} is ${answer === 'gas' ? 'a gas' : answer}.`,
  });
};

const ELEMENTS = [
  ['hydrogen', 'H', 'Hy'],
  ['oxygen', 'O', 'Ox'],
  ['carbon', 'C', 'Ca'],
  ['nitrogen', 'N', 'Ni'],
  ['calcium', 'Ca', 'C'],
  ['helium', 'He', 'H'],
  ['chlorine', 'Cl', 'Ch'],
  ['magnesium', 'Mg', 'Ma'],
  ['iron', 'Fe', 'Ir'],
  ['sodium', 'Na', 'So'],
  ['potassium', 'K', 'P'],
  ['copper', 'Cu', 'Co'],
  ['silver', 'Ag', 'Si'],
  ['gold', 'Au', 'Go'],
  ['lead', 'Pb', 'Le'],
  ['tin', 'Sn', 'Ti'],
  ['mercury', 'Hg', 'Me'],
  ['tungsten', 'W', 'Tu'],
] as const;

const chemicalSymbols: Writer = (difficulty, random) => {
  const [name, symbol, slip] = nearDifficulty(ELEMENTS, difficulty, random);
  return textQuestion({
    prompt: `What is the chemical symbol of ${name}?`,
    answer: symbol,
    explanation: `The symbol of ${name} is ${symbol}.`,
    mistakes: [slip],
  });
};

const CHAINS = [
  ['grass', 'rabbit', 'fox'],
  ['leaf', 'caterpillar', 'blackbird'],
  ['grain', 'mouse', 'owl'],
  ['clover', 'snail', 'hedgehog'],
  ['algae', 'water flea', 'trout', 'heron'],
  ['oak leaf', 'aphid', 'ladybird', 'swallow'],
  ['plankton', 'krill', 'penguin', 'leopard seal'],
] as const;

const ROLES = ['producer', 'primary consumer', 'secondary consumer', 'tertiary consumer'] as const;

const foodChains: Writer = (difficulty, random) => {
  const chain: readonly string[] = nearDifficulty(CHAINS, difficulty, random);
  const place = random.integer(0, chain.length - 1);
  const [member = '', role = ''] = [chain[place], ROLES[place]];
  const arrows = chain.join(' → ');
  if (difficulty < 0.5) {
    return choiceQuestion({
      prompt: `Which is the ${role} in the food chain ${arrows}?`,
      choices: chain,
      answer: member,
      explanation: `Place ${place + 1} of the chain is the ${role}: ${member}.`,
    });
  }
  return choiceQuestion({
    prompt: `What is the role of ${member} in the food chain ${arrows}?`,
    choices: ROLES.slice(0, Math.max(3, chain.length)),
    answer: role,
    explanation: `${capitalised(member)} stands at place ${place + 1}, so it is the ${role}.`,
  });
};

const ohmsLaw: Writer = (difficulty, random) => {
  const ohms = 5 * sized(random, difficulty, { low: 1, easyMax: 6, hardMax: 24 });
  const amperes = random.integer(2, 8) / (difficulty < 0.5 ? 1 : 4);
  const volts = ohms * amperes;
  const form = difficulty < 0.3 ? 'volts' : random.pick(['volts', 'amperes', 'ohms'] as const);
  if (form === 'volts') {
    return numberQuestion({
      prompt: `A current of ${plain(amperes)} A flows through ${ohms} Ω. What is the voltage in volts?`,
      answer: volts,
      explanation: `U = I × R = ${plain(amperes)} × ${ohms} = ${plain(volts)} V.`,
      mistakes: [ohms / amperes, ohms + amperes],
    });
  }
  if (form === 'amperes') {
    return numberQuestion({
      prompt: `A resistor of ${ohms} Ω is connected to ${plain(volts)} V. What current flows, in amperes?`,
      answer: amperes,
      explanation: `I = U ÷ R = ${plain(volts)} ÷ ${ohms} = ${plain(amperes)} A.`,
      mistakes: [volts * ohms, ohms / volts],
    });
  }
  return numberQuestion({
    prompt: `At ${plain(volts)} V a current of ${plain(amperes)} A flows. What is the resistance in ohms?`,
    answer: ohms,
    explanation: `R = U ÷ I = ${plain(volts)} ÷ ${plain(amperes)} = ${ohms} Ω.`,
    mistakes: [volts * amperes, amperes / volts],
  });
};

/** Pairs whose parallel resistance is a whole number. */
const PARALLEL = [
  [2, 2],
  [10, 10],
  [3, 6],
  [4, 12],
  [6, 12],
  [20, 30],
  [10, 15],
  [12, 24],
  [30, 60],
  [40, 120],
] as const;

const seriesAndParallel: Writer = (difficulty, random) => {
  if (random.chance(1 - difficulty)) {
    const [a, b] = [random.integer(2, 60), random.integer(2, 60)];
    return numberQuestion({
      prompt: `Resistors of ${a} Ω and ${b} Ω are in series. What is the total resistance in ohms?`,
      answer: a + b,
      explanation: `In series they add up: ${a} + ${b} = ${a + b} Ω.`,
      mistakes: [a * b, (a * b) / (a + b)],
    });
  }
  const [a, b] = nearDifficulty(PARALLEL, difficulty, random);
  const total = (a * b) / (a + b);
  return numberQuestion({
    prompt: `Resistors of ${a} Ω and ${b} Ω are in parallel. What is the total resistance in ohms?`,
    answer: total,
    explanation: `1/R = 1/${a} + 1/${b}, so R = ${a} × ${b} ÷ (${a} + ${b}) = ${plain(total)} Ω.`,
    mistakes: [a + b, a * b],
  });
};

/** Writers of science, by concept. */
export const SCIENCE = {
  'unit-conversion': unitConversion,
  speed,
  density,
  'states-of-matter': statesOfMatter,
  'chemical-symbols': chemicalSymbols,
  'food-chains': foodChains,
  'ohms-law': ohmsLaw,
  'series-and-parallel': seriesAndParallel,
};
