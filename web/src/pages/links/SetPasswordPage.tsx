import { setPassword } from '../../api/registration.ts';
import { useLinkToken } from '../../sign-in/useLinkToken.ts';
import { NewPasswordGate } from './NewPasswordGate.tsx';
import { NoTokenGate } from './NoTokenGate.tsx';

/** The first password of a learner whose guardian made the account. */
export function SetPasswordPage() {
  const token = useLinkToken();
  if (token === null) return <NoTokenGate title="Choose a password" />;
  return (
    <NewPasswordGate
      title="Choose a password"
      lead="Your account is ready. Choose a password that only you know."
      set={(password) => setPassword(token, password)}
    />
  );
}
