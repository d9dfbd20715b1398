import { useQuery } from '@tanstack/react-query';
import { queries } from '../../api/queries.ts';
import type { Platform } from '../../api/types.ts';
import { Answered } from '../../parts/Answered.tsx';
import { Figure, Figures } from '../../parts/Figures.tsx';
import { Nothing } from '../../parts/Nothing.tsx';
import { PageHeading } from '../../parts/PageHeading.tsx';
import { Section } from '../../parts/Section.tsx';
import { count } from '../../words/numbers.ts';
import styles from './PlatformPage.module.css';
import { ServiceLevels } from './ServiceLevels.tsx';
import { UsageChart } from './UsageChart.tsx';

const DAYS = 30;

export function PlatformPage() {
  const platform = useQuery(queries.platform());
  const usage = useQuery(queries.usage(DAYS));
  const levels = useQuery({ ...queries.serviceLevels(), refetchInterval: 15_000 });
  return (
    <>
      <PageHeading title="Platform">
        How the installation is used, how fast it answers, and what it holds.
      </PageHeading>
      <div className={styles.sections}>
        <Answered query={platform} lines={3}>
          {(data) => <Installation platform={data} />}
        </Answered>
        <Section
          title="Sessions a day"
          lead="Counts only, by day in UTC. Who they belong to is not asked for and not answered."
        >
          <Answered query={usage} lines={6}>
            {({ items }) =>
              items.every((day) => day.total_sessions === 0) ? (
                <Nothing title={`No sessions in the last ${DAYS} days`}>
                  Imported records keep their own dates, which may lie years back.
                </Nothing>
              ) : (
                <UsageChart days={items} />
              )
            }
          </Answered>
        </Section>
        <Section
          title="How fast it answers"
          lead="Every query of the platform has a name and a limit. Each bar spans the median to the 99th percentile since the service started; the line is the limit."
        >
          <Answered query={levels} lines={10}>
            {({ items }) => <ServiceLevels levels={items} />}
          </Answered>
        </Section>
        <Answered query={platform} lines={6}>
          {(data) => <Collections platform={data} />}
        </Answered>
      </div>
    </>
  );
}

function Installation({ platform }: { platform: Platform }) {
  const facts: [string, string][] = [
    ['learners', count(platform.learners)],
    ['MasterX', platform.version],
    [platform.database.engine, platform.database.version],
    ['cache', platform.cache.engine],
  ];
  return (
    <div>
      <Figures>
        {facts.map(([name, value]) => (
          <Figure key={name} name={name} value={value} />
        ))}
      </Figures>
      <p className={styles.note} data-open={!platform.loopback_only || undefined}>
        {platform.loopback_only ? (
          <>
            Listens on <code>{platform.listens_on}</code>, on this machine only
            {platform.sign_in === 'local' && ': whoever can reach these pages is taken at their word'}.
          </>
        ) : (
          <>
            Listens on <code>{platform.listens_on}</code>, beyond this machine: whoever asks signs in.
          </>
        )}
      </p>
    </div>
  );
}

function Collections({ platform }: { platform: Platform }) {
  const most = Math.max(1, ...platform.collections.map(({ documents }) => documents));
  return (
    <Section title="What it holds">
      <table className={styles.collections}>
        <thead>
          <tr>
            <th scope="col">Collection</th>
            <th scope="col" className={styles.number}>
              Documents
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {platform.collections.map(({ name, documents }) => (
            <tr key={name}>
              <th scope="row">
                <code>{name}</code>
              </th>
              <td className={styles.number}>{count(documents)}</td>
              <td aria-hidden="true">
                {documents > 0 && (
                  <span className={styles.share} style={{ width: `${(100 * documents) / most}%` }} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
