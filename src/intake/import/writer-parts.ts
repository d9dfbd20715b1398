import type { ImportRun } from './import-run.ts';
import type { RejectFile } from './reject-file.ts';
import type { ImportActor, ImportPlatform, ImportRequest } from './request.ts';

/** What the writers of an import are made of. */
export interface WriterParts {
  readonly platform: Pick<ImportPlatform, 'keyring' | 'clock' | 'entropy'>;
  readonly actor: ImportActor;
  readonly request: ImportRequest;
  readonly run: ImportRun;
  readonly rejects: RejectFile;
}
