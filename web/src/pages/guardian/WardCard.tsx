import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Ward } from '../../api/types.ts';
import { Section } from '../../parts/Section.tsx';
import { Tag } from '../../parts/Tag.tsx';
import { consentWords } from '../../words/consents.ts';
import { dayOf } from '../../words/dates.ts';
import { countryName } from '../../words/names.ts';
import { CorrectionForm } from './CorrectionForm.tsx';
import styles from './Guardian.module.css';
import { TakeCopy } from './TakeCopy.tsx';
import { WardEnd } from './WardEnd.tsx';
import { WhoCame } from './WhoCame.tsx';

/** One child: what is kept in short, the way to all of it, and what can be done. */
export function WardCard({ ward, educator }: { ward: Ward; educator: string | undefined }) {
  const [correcting, setCorrecting] = useState(false);
  const params = { id: ward.user_id };
  const name = ward.name ?? 'the child';
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
          <dt>Decides alone from</dt>
          <dd>{dayOf(ward.hand_over_at)}</dd>
        </div>
      </dl>
      <ul className={styles.uses} aria-label={`Agreed to for ${name}`}>
        {ward.consents.map(({ consent, given }) => (
          <li key={consent} data-given={given || undefined}>
            <Tag tone={given ? 'accent' : 'plain'}>{given ? 'yes' : 'no'}</Tag> {consentWords(consent).title}
          </li>
        ))}
      </ul>
      <WhoCame learner={ward.user_id} />
      <nav aria-label={`Of ${name}`} className={styles.links}>
        <Link to="/learners/$id" params={params}>
          What is kept
        </Link>
        <Link to="/learners/$id/consents" params={params}>
          What may be done with it
        </Link>
        <Link
          to="/learners/$id/shares"
          params={params}
          search={educator === undefined ? {} : { with: educator }}
        >
          {educator === undefined
            ? 'With whom it is shared'
            : `Share with the teacher of the link, for ${name}`}
        </Link>
      </nav>
      {correcting ? (
        <CorrectionForm ward={ward} onDone={() => setCorrecting(false)} />
      ) : (
        <Button size="xs" variant="default" onClick={() => setCorrecting(true)}>
          Correct something
        </Button>
      )}
      <TakeCopy userId={ward.user_id} />
      <WardEnd ward={ward} />
    </Section>
  );
}
