import { type Actor, listStaff } from '#capabilities/access';
import { DAY_MS, lastMomentOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { IncidentContext } from '../../context.ts';
import { auditChange } from '../../record/commands/record-change.ts';
import { listAccessFacts } from '../store/access-fact-rows.ts';
import { endGuests, endOverdueGuestRows, insertGuest, listGuestRows } from '../store/guest-rows.ts';
import { loadForChange } from './load-for-change.ts';

/** Longer access needs a new invitation. */
const LONGEST_DAYS = 366;

/**
 * Lets a partner see this one incident, masked, up to and including a day in Thailand.
 * @throws AppError `incident/guest-not-possible`
 */
export async function inviteGuest(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
  { personId, until, reason }: { personId: string; until: string; reason: string },
): Promise<{ id: string }> {
  await loadForChange(context, work, actor, id, 'incident:invite-guest');
  const at = context.clock.now();
  const end = lastMomentOf(until);
  const [person] = await listStaff(work.tx, { ids: [personId] }, at);
  const [accessFacts] = await listAccessFacts(work.tx, [id], personId, at);
  const isPartner = person?.permissions.has('incident:view-invited') && accessFacts && !accessFacts.isConflicted;
  if (!isPartner || end <= at || end.getTime() > at.getTime() + LONGEST_DAYS * DAY_MS) {
    throw new AppError('incident/guest-not-possible');
  }
  const guestId = newId();
  await insertGuest(work.tx, id, { id: guestId, personId, until: end, byPersonId: actor.userId, reason, at });
  await context.events.publish(work, 'incident-changed', { incidentId: id });
  auditChange(context, work, id, { kind: 'guest-invited', by: actor, codes: { guestId, personId, until } });
  return { id: guestId };
}

/**
 * Withdraws an invitation.
 * @throws AppError `incident/guest-not-found`, `incident/guest-gone`
 */
export async function endGuest(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
  { guestId }: { guestId: string },
): Promise<{ id: string }> {
  await loadForChange(context, work, actor, id, 'incident:invite-guest');
  const at = context.clock.now();
  const [ended] = await endGuests(work.tx, id, { id: guestId }, { byPersonId: actor.userId, at });
  if (!ended) {
    const known = (await listGuestRows(work.tx, id)).some((guest) => guest.id === guestId);
    const lostTo = { subjects: [id], actions: ['incident/guest-ended'] };
    throw known ? new AppError('incident/guest-gone', { lostTo }) : new AppError('incident/guest-not-found');
  }
  await context.events.publish(work, 'incident-gone', ended);
  auditChange(context, work, id, { kind: 'guest-ended', by: actor, codes: { guestId, personId: ended.personId } });
  return { id: guestId };
}

/** Ends expired invitations; open consoles remove the incident. */
export async function endOverdueGuests(context: IncidentContext, db: Database): Promise<void> {
  await inTransaction(db, async (work) => {
    const ended = await endOverdueGuestRows(work.tx, context.clock.now());
    await context.events.publish(work, 'incident-gone', ...ended);
  });
}
