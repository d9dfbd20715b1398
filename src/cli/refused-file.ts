import { MasterXError } from '../errors/error.ts';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'may not be written by this user',
  EPERM: 'may not be written by this user',
  EEXIST: 'exists already',
  EISDIR: 'is a folder',
  ENOENT: 'is in a folder that does not exist',
  ENOTDIR: 'is below something that is no folder',
  ENOSPC: 'does not fit on the disk',
  EROFS: 'is on a disk that is read-only',
};

/** The failure to write where the user said. */
export function refusedFile(path: string, thrown: unknown): MasterXError {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  return new MasterXError('usage', {
    detail: `${path} ${REASONS[code] ?? 'cannot be written'}.`,
    hint: 'Name another place for it.',
    cause: thrown,
  });
}
