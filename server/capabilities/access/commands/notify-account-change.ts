import type { NotifiedAccountAction } from '#contract/account-actions';
import { thaiDayOf } from '#contract/thai-day';
import type { Work } from '#platform/database/transaction';
import type { AccessContext } from '../context.ts';
import { isInForce } from '../membership.ts';
import { deleteLineLink } from '../store-line-links.ts';
import { selectServed } from '../store-people.ts';

type Change = {
  personId: string;
  action: NotifiedAccountAction;
  /** The LINE user whose link ended with this change. */
  lineUserId?: string | null;
};

/** Notifies the person by all their channels, after the caller's commit, that their account has changed. */
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
 * Ends what works for a person without a session: the LINE link, push subscriptions and open link codes. The person is
 * notified, a last time also by the channels that end here.
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

/** An agency of the person today: notifications belong to an agency. */
async function findAgencyId(work: Work, personId: string, now: Date): Promise<string | null> {
  const served = await selectServed(work.tx, [personId]);
  return served.find((membership) => isInForce(membership, thaiDayOf(now)))?.agencyId ?? null;
}
