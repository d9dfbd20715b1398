import { useState } from 'react';
import type { Json, Marked } from '../../api/types.ts';
import { DocumentView } from './DocumentView.tsx';
import styles from './StoredPanel.module.css';
import { at, sealedPaths } from './stored.ts';

/** For each answer the document the platform works with, and the one that lies in the database. */
export function StoredPanel({ marked }: { marked: Marked[] }) {
  const [chosen, setChosen] = useState<number | null>(null);
  const step = chosen !== null && chosen < marked.length ? chosen : marked.length - 1;
  const shown = marked[step];
  return (
    <section className={styles.panel} aria-labelledby="stored">
      <h2 id="stored">What was stored</h2>
      {shown === undefined ? (
        <p className={styles.lead}>
          With your first answer you see here what the platform made of it, and how the same lies in the
          database: your own words as ciphertext, under a key of this learner alone.
        </p>
      ) : (
        <>
          <fieldset className={styles.steps} aria-label="Answer">
            {marked.map((one, number) => (
              <button
                key={one.interaction.interaction_id}
                type="button"
                aria-pressed={number === step}
                onClick={() => setChosen(number === marked.length - 1 ? null : number)}
              >
                {number + 1}
              </button>
            ))}
          </fieldset>
          <Documents key={shown.interaction.interaction_id} marked={shown} />
        </>
      )}
    </section>
  );
}

function Documents({ marked }: { marked: Marked }) {
  const logical: Json = JSON.parse(JSON.stringify(marked.interaction));
  const list = at(marked.stored.session, 'interactions');
  const stored = Array.isArray(list)
    ? (list.find((one) => at(one, 'interaction_id') === marked.interaction.interaction_id) ?? list.at(-1))
    : undefined;
  return (
    <div className={styles.documents}>
      <h3>As the platform reads it</h3>
      <DocumentView value={logical} sealed={sealedPaths(stored ?? null)} name="The logical interaction" />
      {stored !== undefined && (
        <>
          <h3>As the database holds it</h3>
          <DocumentView value={stored} name="The stored interaction" />
        </>
      )}
      <details open={stored === undefined}>
        <summary>The whole stored session</summary>
        <DocumentView value={marked.stored.session} name="The stored session" />
      </details>
      <details>
        <summary>The stored mastery of the concept</summary>
        <DocumentView value={marked.stored.mastery} name="The stored mastery document" />
      </details>
    </div>
  );
}
