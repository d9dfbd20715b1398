import { Link } from '@tanstack/react-router';
import { Gate } from '../../parts/Gate.tsx';

/** For whoever comes to the page of a link without the link. */
export function NoTokenGate({ title }: { title: string }) {
  return (
    <Gate title={title} foot={<Link to="/sign-in">Sign in</Link>}>
      <p>This page is opened by the link in a mail. Please open that link as a whole.</p>
    </Gate>
  );
}
