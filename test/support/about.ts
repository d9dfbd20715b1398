/** What a service under test says of itself. */
export const ABOUT = {
  version: '0.0.0',
  database: { engine: 'test', version: '1' },
  cache: { engine: 'memory', note: 'in this process' },
} as const;
