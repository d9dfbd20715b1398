import { redirect } from '@tanstack/react-router';
import { keeper } from '../sign-in/here.ts';

/** Lets in who signed in, or anybody where nobody has to; everybody else signs in first, and comes back. */
export async function entering({ location }: { location: { href: string } }): Promise<void> {
  const { kind } = await keeper.known();
  if (kind === 'signed-out') throw redirect({ to: '/sign-in', search: { to: location.href }, replace: true });
}

/** For pages that are open to everybody: how one stands is asked for all the same, since the frame says it. */
export async function known(): Promise<void> {
  await keeper.known();
}
