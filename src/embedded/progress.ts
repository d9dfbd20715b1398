/** What is going on while servers are installed and started. */
export interface ServerProgress {
  /** A sentence for people. */
  readonly step: string;
  /** Share of the step's work that is done, from 0 to 1, where that is known. */
  readonly fraction?: number;
}

export type OnProgress = (progress: ServerProgress) => void;

/** What a line of pip's output means for somebody who waits; null when it means nothing to them. */
export function describePipLine(line: string): { step: string; collected: boolean } | null {
  const collecting = /^Collecting ([A-Za-z0-9._-]+)==(\S+)/.exec(line);
  if (collecting) return { step: `fetching ${collecting[1]} ${collecting[2]}`, collected: true };
  const downloading = /^\s*Downloading (?:\S*\/)?([A-Za-z0-9._]+)-\S+ \(([^)]+)\)/.exec(line);
  if (downloading) return { step: `downloading ${downloading[1]} (${downloading[2]})`, collected: false };
  if (line.startsWith('Installing collected packages'))
    return { step: 'installing the packages', collected: false };
  if (line.includes('Retrying ('))
    return { step: 'the package index does not answer; trying again', collected: false };
  return null;
}
