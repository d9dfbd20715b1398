import type { ReactNode } from 'react';
import { Scrolling } from '../parts/Scrolling.tsx';
import styles from './Figure.module.css';

export interface Numbers {
  columns: readonly string[];
  rows: readonly (readonly (string | number)[])[];
}

interface Props {
  /** What the drawing shows and says, for those who do not see it. */
  label: string;
  /** The same as numbers. */
  numbers: Numbers;
  legend?: ReactNode;
  /** The drawing holds links or buttons, so it is no single image. */
  interactive?: boolean;
  children: ReactNode;
}

/** A drawing with its words and its numbers: nothing is told by the picture alone. */
export function Figure({ label, numbers, legend, interactive = false, children }: Props) {
  return (
    <figure className={styles.figure}>
      {interactive ? (
        <fieldset className={styles.group} aria-label={label}>
          {children}
        </fieldset>
      ) : (
        <div role="img" aria-label={label}>
          {children}
        </div>
      )}
      {legend !== undefined && <figcaption className={styles.legend}>{legend}</figcaption>}
      <details className={styles.numbers}>
        <summary>Show the numbers</summary>
        <Scrolling framed label={`Numbers: ${label}`}>
          <table>
            <thead>
              <tr>
                {numbers.columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {numbers.rows.map((row) => (
                <tr key={row.join('|')}>
                  {row.map((cell, at) =>
                    at === 0 ? (
                      <th key={numbers.columns[at]} scope="row">
                        {cell}
                      </th>
                    ) : (
                      <td key={numbers.columns[at]}>{cell}</td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolling>
      </details>
    </figure>
  );
}

export function LegendKey({ colour, children }: { colour: string; children: ReactNode }) {
  return (
    <span className={styles.key}>
      <span className={styles.swatch} style={{ background: `var(${colour})` }} aria-hidden="true" />
      {children}
    </span>
  );
}
