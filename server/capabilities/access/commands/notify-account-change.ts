import type { NotifiedAccountAction } from '#contract/account-actions';
import type { Work } from '#platform/database/transaction';
import type { AccessContext } from '../context.ts';
import { isInForce, thaiDateOf } from '../membership.ts';
import { deleteLineLink } from '../store-line-links.ts';
import { selectServed } from '../store-people.ts';

type Change = {
  personId: string;
  action: NotifiedAccountAction;
  /** A chat whose link has ended with this. */
  lineUserId?: string | null;
};

/** Has the person told, from the caller's commit on and by every channel of theirs, that their account has changed. */
export async function notifyAccountChange(
  { clock, events }: Pick<AccessContext, 'clock' | 'events'>,
  work: Work,
  { personId, action, lineUserId = null }: Change,
): Promise<void> {
  await events.publish(work, 'account-changed', {
    ...{ personId, action, lineUserId, linksEnded: false },
    agencyId: await findAgencyId(work, personId, clock.now()),
  });
}

/**
 * Ends what goes on acting for a person without a sign-in: the linked chat, browsers that ring, codes not used yet. And
 * has them told, for the last time also by what ends here.
 */
export async function endLinks(
  { clock, events }: Pick<AccessContext, 'clock' | 'events'>,
  work: Work,
  { personId, action }: Pick<Change, 'personId' | 'action'>,
): Promise<void> {
  const lineUserId = (await deleteLineLink(work.tx, personId)) ?? null;
  await events.publish(work, 'account-changed', {
    ...{ personId, action, lineUserId, linksEnded: true },
    agencyId: await findAgencyId(work, personId, clock.now()),
  });
}

/** Where the person serves today: alarms to them are kept under an agency. */
async function findAgencyId(work: Work, personId: string, now: Date): Promise<string | null> {
  const served = await selectServed(work.tx, [personId]);
  return served.find((membership) => isInForce(membership, thaiDateOf(now)))?.agencyId ?? null;
}
