import type { ActorDocuments } from '../../documents/documents.ts';
import { nextLook } from './due.ts';

/**
 * Has it looked from the next evening on whether there is something to tell an account; one that is planned already is
 * looked at as it was planned. Before the wish itself is written down: whatever happens between, nobody who wants mails
 * is without, and a plan for somebody who wants none goes by itself.
 */
export async function planNotices(
  documents: ActorDocuments,
  { user_id, timeZone }: { readonly user_id: string; readonly timeZone: string },
  now: Date,
): Promise<void> {
  const schedules = documents.collection('notice_schedules');
  const planned = { wanted_at: now, next_at: nextLook(now, timeZone), mastery_told_until: now };
  const [stored] = await schedules.insert([{ user_id, ...planned }], () => true);
  if (stored?.document.wanted_at.getTime() === now.getTime()) return;
  await schedules.revise('want notices again', { user_id }, (before) => ({ ...before, wanted_at: now }));
}
