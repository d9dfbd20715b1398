import { MasterXError } from '../errors/error.ts';

/** The refusal of a declaration that contradicts itself. */
export function contradiction(where: string, what: string): MasterXError {
  return new MasterXError('schema_contradiction', { detail: `${where} ${what}.` });
}
