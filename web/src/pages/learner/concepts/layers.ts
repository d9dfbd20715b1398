/** A concept and what is needed before it; names outside of the set are passed over. */
export interface Linked {
  concept: string;
  needs: readonly string[];
}

/**
 * Concepts in layers: each stands one below the lowest of its prerequisites, those without any stand first. Within a
 * layer the order stays. A circle, which no curriculum should have, is cut where it is entered. Linear in concepts and
 * prerequisites.
 */
export function layered<T extends Linked>(concepts: readonly T[]): T[][] {
  const known = new Map(concepts.map((one) => [one.concept, one]));
  const depths = new Map<string, number>();
  const under = new Set<string>();
  const depthOf = (one: T): number => {
    const found = depths.get(one.concept);
    if (found !== undefined) return found;
    under.add(one.concept);
    let depth = 0;
    for (const need of one.needs) {
      const before = known.get(need);
      if (before !== undefined && !under.has(need)) depth = Math.max(depth, depthOf(before) + 1);
    }
    under.delete(one.concept);
    depths.set(one.concept, depth);
    return depth;
  };
  const layers: T[][] = [];
  for (const one of concepts) {
    const depth = depthOf(one);
    while (layers.length <= depth) layers.push([]);
    layers[depth]?.push(one);
  }
  return layers.filter((layer) => layer.length > 0);
}
