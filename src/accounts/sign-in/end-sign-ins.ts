import type { SignInDocument } from '../../derive/generated/documents.ts';
import type { ActorDocuments } from '../../documents/documents.ts';
import type { Page } from '../../documents/parts.ts';
import { LIMITS } from '../../std/limits.ts';

/** Why sign-ins are ended before their time. */
export type EndReason = NonNullable<SignInDocument['end_reason']>;

/** A sign-in as it is once it was ended; one that was over stays as it is. */
export function ended(signIn: SignInDocument, reason: EndReason, at: Date): SignInDocument {
  return signIn.expires_at <= at ? signIn : { ...signIn, expires_at: at, end_reason: reason };
}

/** Whether a sign-in is over. One that was ended is, also for whoever looked at the time before that. */
export function isOver({ expires_at, end_reason }: SignInDocument, at: Date): boolean {
  return end_reason !== undefined || expires_at <= at;
}

/** Ends one sign-in of an account. @throws MasterXError `not_found` */
export async function endSignIn(
  documents: ActorDocuments,
  { userId, signInId }: { readonly userId: string; readonly signInId: string },
  reason: EndReason,
  at: Date,
): Promise<void> {
  const identity = { user_id: userId, sign_in_id: signInId };
  await documents
    .collection('sign_ins')
    .revise('end a sign-in', identity, (signIn) => ended(signIn, reason, at));
}

/** Ends the sign-ins of everybody that began before now, some at a time; which. */
export async function endEverySignIn(documents: ActorDocuments, at: Date): Promise<readonly string[]> {
  const signIns = documents.collection('sign_ins');
  const done: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Pick<SignInDocument, 'user_id' | 'sign_in_id' | 'began_at'>> = await signIns.query(
      'every_open_sign_in',
      // What ends at this very moment was ended by this call.
      { now: new Date(at.getTime() + 1) },
      { limit: LIMITS.answerDocumentsMax, ...(cursor !== null && { cursor }) },
    );
    const before = page.items.filter(({ began_at }) => began_at <= at);
    await signIns.appendEach(
      'end sign-ins',
      before.map(({ user_id, sign_in_id }) => ({
        identity: { user_id, sign_in_id },
        additions: {},
        change: (signIn) => ended(signIn, 'everybody_signed_out', at),
      })),
    );
    done.push(...before.map(({ sign_in_id }) => sign_in_id));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return done;
}

/** Ends every sign-in of an account but one; which. */
export async function endSignInsOf(
  documents: ActorDocuments,
  userId: string,
  reason: EndReason,
  at: Date,
  except: string | null = null,
): Promise<readonly string[]> {
  const signIns = documents.collection('sign_ins');
  const done: string[] = [];
  // What ends at this very moment was ended by this call.
  const now = new Date(at.getTime() + 1);
  let cursor: string | null = null;
  do {
    const page: Page<Pick<SignInDocument, 'sign_in_id'>> = await signIns.query(
      'open_sign_ins',
      { now },
      { learner: userId, limit: LIMITS.answerDocumentsMax, ...(cursor !== null && { cursor }) },
    );
    const others = page.items.map(({ sign_in_id }) => sign_in_id).filter((signIn) => signIn !== except);
    await signIns.appendEach(
      'end sign-ins',
      others.map((sign_in_id) => ({
        identity: { user_id: userId, sign_in_id },
        additions: {},
        change: (signIn) => ended(signIn, reason, at),
      })),
    );
    done.push(...others);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return done;
}
