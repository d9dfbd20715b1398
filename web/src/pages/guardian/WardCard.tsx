import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Ward } from '../../api/types.ts';
import { Section } from '../../parts/Section.tsx';
import { dayOf } from '../../words/dates.ts';
import { countryName } from '../../words/names.ts';
import { counted } from '../../words/numbers.ts';
import { CorrectionForm } from './CorrectionForm.tsx';
import styles from './Guardian.module.css';
import { WardEnd } from './WardEnd.tsx';

/** One child: what is kept in short, the way to all of it, and what can be done. */
export function WardCard({ ward }: { ward: Ward }) {
  const [correcting, setCorrecting] = useState(false);
  const params = { id: ward.user_id };
  const given = ward.consents.filter((one) => one.given).length;
  return (
    <Section
      title={ward.name ?? 'A child'}
      aside={ward.account_status === 'active' ? undefined : ward.account_status}
    >
      <dl className={styles.facts}>
        <div>
          <dt>Age</dt>
          <dd>{ward.age ?? 'not recorded'}</dd>
        </div>
        <div>
          <dt>Country</dt>
          <dd>{ward.country === null ? 'not recorded' : countryName(ward.country)}</dd>
        </div>
        <div>
          <dt>Agreed to</dt>
          <dd>{given === 0 ? 'the account alone' : counted(given, 'use')}</dd>
        </div>
        <div>
          <dt>Decides alone from</dt>
          <dd>{dayOf(ward.hand_over_at)}</dd>
        </div>
      </dl>
      <nav aria-label={`Of ${ward.name ?? 'the child'}`} className={styles.links}>
        <Link to="/learners/$id" params={params}>
          What is kept
        </Link>
        <Link to="/learners/$id/consents" params={params}>
          What may be done with it
        </Link>
        <Link to="/learners/$id/accesses" params={params}>
          Who looked
        </Link>
      </nav>
      {correcting ? (
        <CorrectionForm ward={ward} onDone={() => setCorrecting(false)} />
      ) : (
        <Button size="xs" variant="default" onClick={() => setCorrecting(true)}>
          Correct something
        </Button>
      )}
      <WardEnd ward={ward} />
    </Section>
  );
}
