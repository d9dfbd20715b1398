import { askReset, resetPassword } from '../../api/registration.ts';
import { useLinkToken } from '../../sign-in/useLinkToken.ts';
import { NewPasswordGate } from './NewPasswordGate.tsx';
import { SendAgainGate } from './SendAgainGate.tsx';

/** Asks for a link by which a new password can be set; with the link, sets it. */
export function ResetPasswordPage() {
  const token = useLinkToken();
  return token === null ? (
    <SendAgainGate
      title="Set a new password"
      lead="Say which address it is, and we send a link."
      submit="Send the link"
      ask={askReset}
      told="If there is an account with this address, a link is on its way. It works once, within 10 minutes."
    />
  ) : (
    <NewPasswordGate
      title="Set a new password"
      lead="Every device that is signed in will be signed out."
      set={(password) => resetPassword(token, password)}
    />
  );
}
