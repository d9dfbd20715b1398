import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';

/** What a writer under load was told. One line each, written after the platform has answered. */
export type Acknowledgement = { readonly request: string; readonly writer: number } & (
  | { readonly kind: 'account'; readonly learner: string; readonly digest: string }
  /** An account as it was revised; `step` counts the revisions that its writer asked for. */
  | { readonly kind: 'revision'; readonly learner: string; readonly step: number; readonly digest: string }
  | { readonly kind: 'session'; readonly learner: string; readonly session: string }
  | {
      readonly kind: 'interactions';
      readonly learner: string;
      readonly session: string;
      /** Digests by `interaction_id`. */
      readonly digests: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'end'; readonly learner: string; readonly session: string; readonly at: string }
  | { readonly kind: 'read'; readonly learner: string; readonly session: string }
  /** Refused with an error that says a retry may help; the writer retries. */
  | { readonly kind: 'refused'; readonly code: string }
  /** Anything else: a defect. */
  | { readonly kind: 'failed'; readonly what: string }
);

export type AcknowledgementOf<Kind extends Acknowledgement['kind']> = Extract<
  Acknowledgement,
  { readonly kind: Kind }
>;

/** Writes lines to a file at once, so that they outlive the process. */
export class AcknowledgementLog {
  readonly #file: number;

  constructor(path: string) {
    this.#file = openSync(path, 'a');
  }

  write(acknowledgement: Acknowledgement): void {
    writeSync(this.#file, `${JSON.stringify(acknowledgement)}\n`);
  }

  close(): void {
    closeSync(this.#file);
  }
}

/** Every whole line of the file; the last one may be cut off by the kill. */
export function readAcknowledgements(path: string): Acknowledgement[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.slice(0, -1).map((line) => JSON.parse(line) as Acknowledgement);
}
