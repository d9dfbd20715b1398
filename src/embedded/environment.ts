/** Variables of the environment as the supervisor and the finders see them. */
export type Environment = Readonly<Record<string, string | undefined>>;
