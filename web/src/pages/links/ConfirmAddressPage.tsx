import { Link } from '@tanstack/react-router';
import { confirmNewAddress } from '../../api/registration.ts';
import { useLinkToken } from '../../sign-in/useLinkToken.ts';
import { ConfirmGate } from './ConfirmGate.tsx';
import { NoTokenGate } from './NoTokenGate.tsx';

/** Puts a new address in the place of the old one. */
export function ConfirmAddressPage() {
  const token = useLinkToken();
  if (token === null) return <NoTokenGate title="Confirm your new address" />;
  return (
    <ConfirmGate
      title="Confirm your new address"
      lead="From then on you sign in with it, and mails go there."
      submit="Use this address"
      confirm={() => confirmNewAddress(token)}
      done={
        <>
          <p>From now on this is your address.</p>
          <p>
            <Link to="/sign-in">Sign in</Link>
          </p>
        </>
      }
      refused={<Link to="/settings">Ask for it again in the settings</Link>}
    />
  );
}
