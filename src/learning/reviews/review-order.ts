/** A concept that is due. */
export interface DueConcept {
  readonly subject: string;
  readonly concept: string;
  /** Probability that it is still recalled, [0, 1]; null before the first review. */
  readonly retrievability: number | null;
  readonly dueAt: Date;
}

/** Which concepts one rests on, by subject and concept. */
export type Prerequisites = (subject: string, concept: string) => readonly string[];

/**
 * Puts what is due in the order in which it is best reviewed: what others of it rest on comes before them; otherwise
 * what is recalled least, then what more of the due concepts rest on, then what is longest due. Prerequisites in a
 * circle are taken where recall is least. Time O(n log n + n·p) for n concepts with p prerequisites each.
 */
export function inReviewOrder<T extends DueConcept>(due: readonly T[], prerequisites: Prerequisites): T[] {
  const keyOf = (subject: string, concept: string) => `${subject} ${concept}`;
  const nodes = new Map(
    due.map((item) => [keyOf(item.subject, item.concept), { item, waits: 0, opens: [] as string[] }]),
  );
  for (const [key, node] of nodes) {
    const { subject, concept } = node.item;
    for (const needed of new Set(prerequisites(subject, concept))) {
      const before = nodes.get(keyOf(subject, needed));
      if (!before || before === node) continue;
      before.opens.push(key);
      node.waits++;
    }
  }
  const urgent = [...nodes].sort(([, a], [, b]) => compare(a, b)).map(([key]) => key);
  const rank = new Map(urgent.map((key, at) => [key, at]));
  const ready = new Heap(rank);
  for (const [key, { waits }] of nodes) if (waits === 0) ready.add(key);
  const done = new Set<string>();
  const ordered: T[] = [];
  let next = 0;
  while (ordered.length < nodes.size) {
    let key = ready.take();
    // Nothing is free: a circle. The most urgent of what is left breaks it.
    while (key === undefined) {
      const candidate = urgent[next++];
      if (candidate !== undefined && !done.has(candidate)) key = candidate;
    }
    const node = nodes.get(key);
    if (!node || done.has(key)) continue;
    done.add(key);
    ordered.push(node.item);
    for (const opened of node.opens) {
      const after = nodes.get(opened);
      if (after && --after.waits === 0 && !done.has(opened)) ready.add(opened);
    }
  }
  return ordered;
}

interface Node {
  readonly item: DueConcept;
  readonly opens: readonly string[];
}

function compare(a: Node, b: Node): number {
  return (
    (a.item.retrievability ?? 1) - (b.item.retrievability ?? 1) ||
    b.opens.length - a.opens.length ||
    a.item.dueAt.getTime() - b.item.dueAt.getTime() ||
    (a.item.concept < b.item.concept ? -1 : 1)
  );
}

/** A binary heap of keys by their rank. */
class Heap {
  readonly #keys: string[] = [];

  constructor(readonly rank: ReadonlyMap<string, number>) {}

  add(key: string): void {
    this.#keys.push(key);
    let at = this.#keys.length - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (this.#rankAt(above) <= this.#rankAt(at)) break;
      this.#swap(above, at);
      at = above;
    }
  }

  take(): string | undefined {
    const [top] = this.#keys;
    const last = this.#keys.pop();
    if (this.#keys.length === 0 || last === undefined) return top;
    this.#keys[0] = last;
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let least = at;
      if (this.#rankAt(left) < this.#rankAt(least)) least = left;
      if (this.#rankAt(right) < this.#rankAt(least)) least = right;
      if (least === at) return top;
      this.#swap(least, at);
      at = least;
    }
  }

  #rankAt(at: number): number {
    return this.rank.get(this.#keys[at] ?? '') ?? Number.POSITIVE_INFINITY;
  }

  #swap(a: number, b: number): void {
    [this.#keys[a], this.#keys[b]] = [this.#keys[b] as string, this.#keys[a] as string];
  }
}
