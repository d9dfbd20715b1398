import { Button } from '@mantine/core';
import { useState } from 'react';
import { Answered } from '../../parts/Answered.tsx';
import { Nothing } from '../../parts/Nothing.tsx';
import { Section } from '../../parts/Section.tsx';
import { useConceptNames } from '../../parts/useConceptNames.ts';
import { dayOf } from '../../words/dates.ts';
import { counted } from '../../words/numbers.ts';
import { DayBars } from './DayBars.tsx';
import { SessionRow } from './SessionRow.tsx';
import styles from './Sessions.module.css';
import { DAYS_SHOWN, type RecordedDays } from './useRecordedDays.ts';

const ROWS_AT_FIRST = 6;

export function Sessions({ id, days }: { id: string; days: RecordedDays }) {
  const [all, setAll] = useState(false);
  const { lastDay, past, incomplete } = days;
  const names = useConceptNames(id, [
    ...new Set(days.sessions.map(({ session_context }) => session_context.subject)),
  ]);
  return (
    <Section
      id="sessions"
      title={past ? 'The last 30 days on record' : 'The last 30 days'}
      lead={
        past
          ? `The record ends on ${dayOf(lastDay.toISOString())}; nothing was learned here since.`
          : undefined
      }
      aside={
        days.data !== undefined &&
        `${counted(days.sessions.length, 'session')}${incomplete ? ' and more' : ''}`
      }
    >
      <Answered query={days} lines={7}>
        {(sessions) =>
          sessions.length === 0 ? (
            <Nothing title="No sessions yet">One appears here with the first practice.</Nothing>
          ) : (
            <>
              <DayBars sessions={sessions} lastDay={lastDay} days={DAYS_SHOWN} />
              <ol className={styles.rows} aria-label="Sessions, newest first">
                {sessions.slice(0, all ? undefined : ROWS_AT_FIRST).map((session) => (
                  <li key={session.session_id}>
                    <SessionRow id={id} session={session} names={names} />
                  </li>
                ))}
              </ol>
              {!all && sessions.length > ROWS_AT_FIRST && (
                <Button variant="default" mt="md" onClick={() => setAll(true)}>
                  {`Show all ${sessions.length} sessions`}
                </Button>
              )}
            </>
          )
        }
      </Answered>
    </Section>
  );
}
