import type { Actor } from '../../access/actor.ts';
import type { UserDocument } from '../../derive/generated/documents.ts';
import type { ActorDocuments } from '../../documents/documents.ts';
import type { Keyring } from '../../protection/keyring.ts';
import type { Recorded, Recording } from '../../sessions/recording.ts';
import type { Clock } from '../../std/clock.ts';
import type { Entropy } from '../../std/random.ts';
import type { ReadOptions } from '../readers/open.ts';
import type { ReadProgress } from '../readers/record.ts';

/** Ground on which the records may be kept: GDPR Art. 6, Art. 89 for research. */
export type LegalBasis = NonNullable<UserDocument['origin']['legal_basis']>;

/** Age of the learners in a file; `unknown` is treated as children, unless the source says better. */
export type AgeGroup = UserDocument['origin']['age_group'];

/** What to import, and what whoever imports declares about it. */
export interface ImportRequest {
  /** A file, plain or gzip, or `-` for standard input. */
  readonly path: string;
  readonly read?: Omit<ReadOptions, 'afterLine'>;
  readonly legalBasis: LegalBasis;
  readonly ageGroup: AgeGroup;
  /** Where rejected rows go; beside the file unless said. */
  readonly rejectFile?: string;
  /** Begin with the first line, whatever an earlier import of the file has done. */
  readonly restart?: boolean;
}

/** How far an import has come. Rows still waiting for the rest of their session are in none of the numbers. */
export interface ImportProgress extends ReadProgress {
  readonly stored: number;
  readonly repeated: number;
  readonly rejected: number;
}

/** What became of a file: `stored + repeated + rejected = rows`. Sums over all runs of an import that broke off. */
export interface ImportReport {
  readonly rows: number;
  /** Rows that are in the database now and were not before. */
  readonly stored: number;
  /** Rows that were in the database already, or stand in the file twice. */
  readonly repeated: number;
  /** Rows in the reject file, each with its reason. */
  readonly rejected: number;
  /** Accounts made. */
  readonly learners: number;
  /** Sessions begun. */
  readonly sessions: number;
  /** Null when nothing was rejected. */
  readonly rejectFile: string | null;
  /** Line behind which this run went on; 0 when it began with the first. */
  readonly resumedFrom: number;
  /** `documents`, `statements`, `mapped`, or the preset. */
  readonly format: string;
  /** Duration of this run. */
  readonly seconds: number;
}

/** What an import needs of the platform. */
export interface ImportPlatform {
  readonly clock: Clock;
  readonly entropy: Pick<Entropy, 'uuid'>;
  readonly keyring: Pick<Keyring, 'indexKey' | 'forLearners'>;
  as(actor: Actor): ImportActor;
}

/** What one actor does for an import. */
export interface ImportActor {
  readonly documents: ActorDocuments;
  readonly sessions: {
    record(recordings: readonly Recording[], within?: ActorDocuments): Promise<Recorded[]>;
  };
}
