import type { GuardianRequest } from '../../api/types.ts';
import { Section } from '../../parts/Section.tsx';
import { dayOf } from '../../words/dates.ts';
import { ConsentForm } from './ConsentForm.tsx';
import { NewLearnerForm } from './NewLearnerForm.tsx';

/** A child who waits, and what is to be done next. */
export function RequestSection({ request }: { request: GuardianRequest }) {
  const child = request.first_name ?? 'A child';
  const aside = `until ${dayOf(request.expires_at)}`;
  switch (request.status) {
    case 'verified':
      return (
        <Section
          title={`Make the account of ${request.first_name ?? 'the child'}`}
          aside={aside}
          lead="Your consent is confirmed. This is what learning needs; you can change it later."
        >
          <NewLearnerForm request={request} />
        </Section>
      );
    case 'consented':
      return (
        <Section title={`${child}: almost done`} aside={aside}>
          <p>
            {request.method === 'signed_form'
              ? 'You agreed. As soon as your signed form has come and somebody has looked at it, you can make the account here.'
              : 'You agreed. So that we know it was you, we send you a second mail later. Open the link in it, and you can make the account here.'}
          </p>
        </Section>
      );
    case 'claimed':
      return (
        <Section
          title={`${child} wants to learn here`}
          aside={aside}
          lead="Decide what may be done. You can agree to the account and to nothing else, and change your mind at any time."
        >
          <ConsentForm request={request} />
        </Section>
      );
    default:
      return null;
  }
}
