import { inTransaction, type Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import { ALERTING_TOPIC, type AlertingParts } from '../context.ts';
import { planTakeover } from '../plan-notices.ts';
import { wakeQuietNotices } from '../store-deliveries.ts';
import { type Changed, insertNotices, listNoticesOfAlert } from '../store-notices.ts';
import { listGateways } from '../store-targets.ts';
import { changeState } from './change-state.ts';
import { knowPeople } from './know-people.ts';

/** Writes down that a notice went, or that it did not; then the other channels take over, in the same transaction. */
export async function settleNotice(
  parts: AlertingParts,
  work: Work,
  noticeId: string,
  outcome: { kind: 'accepted' | 'failed' | 'overtaken'; cause?: string },
): Promise<void> {
  const [changed] = await changeState(parts, work, { noticeId }, outcome.kind, outcome.cause);
  if (changed && outcome.kind === 'failed') await takeOver(parts, work, changed);
}

/** The same in a transaction of its own. */
export function settleNoticeNow(
  parts: AlertingParts,
  noticeId: string,
  outcome: { kind: 'accepted' | 'failed' | 'overtaken'; cause?: string },
): Promise<void> {
  return inTransaction(parts.db, (work) => settleNotice(parts, work, noticeId, outcome));
}

async function takeOver(
  parts: AlertingParts,
  work: Work,
  { alertId, incidentId, personId, channel }: Changed,
): Promise<void> {
  const { wake, events, eventLog } = parts;
  const now = parts.clock.now();
  const told = (await listNoticesOfAlert(work.tx, alertId)).find((one) => one.personId === personId);
  // A gateway or a group that fails has nobody to take over for: the people were told each by themselves.
  // What is about a person's own account is nobody else's business, and went by every channel of theirs.
  if (!personId || !told || told.kind === 'test' || told.kind === 'account-changed') return;
  await wakeQuietNotices(work.tx, alertId, personId, now);
  const reached = { personId, agencyId: told.agencyId };
  const [person] = await knowPeople(work.tx, [reached], { now, ways: parts.ways });
  const standingBy = (await listGateways(work.tx, [told.agencyId])).filter(
    ({ called }) => called === 'when-others-fail',
  );
  const planned = person ? planTakeover(person, channel, standingBy) : [];
  await insertNotices(
    work.tx,
    { alertId, incidentId },
    planned.map((one) => ({ id: newId(), ...one })),
    now,
  );
  for (const one of planned) {
    await events.publish(work, 'notice-changed', {
      alertId,
      incidentId,
      kind: told.kind,
      personId: one.personId,
      channel: one.channel,
      state: 'owed',
    });
  }
  // The consoles ring once more: they are what is left for certain.
  await eventLog.append(work, 'people-alerted', { alertId, personId });
  work.afterCommit(() => wake.send(ALERTING_TOPIC));
}
