import { useLayoutEffect, useRef, useState } from 'react';
import { ConceptTile } from './ConceptTile.tsx';
import { layered } from './layers.ts';
import styles from './MasteryMap.module.css';
import type { ConceptNode } from './nodes.ts';

interface Props {
  id: string;
  subject: string;
  nodes: readonly ConceptNode[];
  open: string | undefined;
}

/** From a prerequisite to what rests on it, in px of the map. */
interface Edge {
  key: string;
  path: string;
  touches: boolean;
}

/** Concepts in layers, what is needed first above; lines lead from each to what rests on it. */
export function MasteryMap({ id, subject, nodes, open }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [edges, setEdges] = useState<Edge[]>([]);
  const chosen = open?.split('/')[1];

  useLayoutEffect(() => {
    const map = box.current;
    if (map === null) return;
    const draw = () => setEdges(edgesIn(map, nodes, chosen));
    draw();
    const watch = new ResizeObserver(draw);
    watch.observe(map);
    return () => watch.disconnect();
  }, [nodes, chosen]);

  return (
    <div ref={box} className={styles.map}>
      <svg className={styles.edges} aria-hidden="true">
        {edges.map(({ key, path, touches }) => (
          <path key={key} d={path} data-touches={touches || undefined} />
        ))}
      </svg>
      {layered(nodes).map((layer, depth) => (
        <ul
          key={layer[0]?.concept}
          className={styles.layer}
          aria-label={depth === 0 ? 'Needs nothing first' : `After ${depth} before`}
        >
          {layer.map((node) => (
            <li key={node.concept}>
              <ConceptTile id={id} subject={subject} node={node} open={open} />
            </li>
          ))}
        </ul>
      ))}
    </div>
  );
}

function edgesIn(map: HTMLElement, nodes: readonly ConceptNode[], chosen: string | undefined): Edge[] {
  const ground = map.getBoundingClientRect();
  const places = new Map(
    [...map.querySelectorAll<HTMLElement>('[data-node]')].map((tile) => [
      tile.dataset['node'] ?? '',
      tile.getBoundingClientRect(),
    ]),
  );
  return nodes.flatMap(({ concept, needs }) =>
    needs.flatMap((need) => {
      const from = places.get(need);
      const to = places.get(concept);
      if (from === undefined || to === undefined) return [];
      const x1 = from.left + from.width / 2 - ground.left;
      const y1 = from.bottom - ground.top;
      const x2 = to.left + to.width / 2 - ground.left;
      const y2 = to.top - ground.top;
      const bend = Math.max(12, (y2 - y1) / 2);
      return [
        {
          key: `${need} ${concept}`,
          path: `M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}`,
          touches: need === chosen || concept === chosen,
        },
      ];
    }),
  );
}
