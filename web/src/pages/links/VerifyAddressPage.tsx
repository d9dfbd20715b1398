import { Link } from '@tanstack/react-router';
import { askVerification, verifyAddress } from '../../api/registration.ts';
import { useLinkToken } from '../../sign-in/useLinkToken.ts';
import { ConfirmGate } from './ConfirmGate.tsx';
import { SendAgainGate } from './SendAgainGate.tsx';

/** Proves an address by the link that was sent to it, or has the link sent again. */
export function VerifyAddressPage() {
  const token = useLinkToken();
  if (token === null) {
    return (
      <SendAgainGate
        title="Confirm your address"
        lead="Say which address it is, and we send the link again."
        submit="Send the link"
        ask={askVerification}
        told="If an account waits for this address to be confirmed, the link is on its way."
      />
    );
  }
  return (
    <ConfirmGate
      title="Confirm your address"
      lead="One click, and the account is yours."
      submit="Confirm the address"
      confirm={() => verifyAddress(token)}
      done={
        <>
          <p>Your address is confirmed.</p>
          <p>
            <Link to="/sign-in">Sign in</Link>
          </p>
        </>
      }
      refused={<Link to="/verify-address">Have another link sent</Link>}
    />
  );
}
