import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { AgeStated } from '../../api/registration.ts';
import { Gate } from '../../parts/Gate.tsx';
import { AccountStep } from './AccountStep.tsx';
import { AgeStep } from './AgeStep.tsx';
import { GuardianStep } from './GuardianStep.tsx';
import { rememberDecides, rememberedDecides } from './remembered.ts';

type Step =
  | { at: 'age' }
  | { at: 'self'; age: AgeStated }
  | { at: 'guardian'; age: AgeStated | null }
  | { at: 'written'; to: 'self' | 'guardian'; email: string };

/** The age first; then an account of one's own, or the way by a parent or guardian. */
export function RegisterPage() {
  const [step, setStep] = useState<Step>(() =>
    rememberedDecides() === 'guardian' ? { at: 'guardian', age: null } : { at: 'age' },
  );
  const foot = (
    <p>
      You have an account? <Link to="/sign-in">Sign in</Link>
    </p>
  );
  switch (step.at) {
    case 'age':
      return (
        <Gate
          title="Register"
          lead="Two questions first. What you answer here is not kept by itself."
          foot={foot}
        >
          <AgeStep
            onDecided={(decides, age) => {
              rememberDecides(decides);
              setStep({ at: decides, age });
            }}
          />
        </Gate>
      );
    case 'self':
      return (
        <Gate key="self" title="Your account" foot={foot}>
          <AccountStep age={step.age} onDone={(email) => setStep({ at: 'written', to: 'self', email })} />
        </Gate>
      );
    case 'guardian':
      return (
        <Gate
          key="guardian"
          title="Ask a grown-up"
          lead="You can learn here when your parent or guardian says yes. We write to them and ask. Until they answer, we keep only what you type below."
          foot={foot}
        >
          <GuardianStep
            age={step.age}
            onDone={(email) => setStep({ at: 'written', to: 'guardian', email })}
          />
        </Gate>
      );
    case 'written':
      return (
        <Gate
          key="written"
          title={step.to === 'self' ? 'Look into your mail' : 'Now it is their turn'}
          foot={foot}
        >
          {step.to === 'self' ? (
            <p>
              We wrote to <strong>{step.email}</strong>. Open the link in that mail, and the account is yours.
              The link works for three days. Nothing there? Look among the unwanted mails, or{' '}
              <Link to="/verify-address">have it sent again</Link>.
            </p>
          ) : (
            <p>
              We wrote to <strong>{step.email}</strong>. When they say yes, they make your account, and you
              can begin. If we do not hear from them, everything you typed is deleted within 14 days.
            </p>
          )}
        </Gate>
      );
  }
}
