import { bySystem, listActive, recordAction } from '#capabilities/audit';
import { DAY_MS, momentOf, type ThaiDay, thaiDayOf } from '#contract/thai-day';
import type { Connection, Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import type { DutyContext } from '../context.ts';
import { dayToAsk, dueAt, isPresent } from '../heartbeat.ts';
import { deleteOldConsoles, listConsoles } from '../store/console-rows.ts';
import { askHeartbeats, failHeartbeats, listOpenHeartbeats, saveAnswer } from '../store/heartbeat-rows.ts';
import { listOnDuty } from '../store/published-duty.ts';
import { updateReadiness } from './update-readiness.ts';

/**
 * Scheduled job: asks the day's heartbeat of every station with a roster, takes activity at an open console as the
 * answer, and marks unanswered heartbeats as failed when they are due.
 */
export async function runHeartbeats(context: DutyContext, db: Database): Promise<void> {
  const now = context.clock.now();
  const day = dayToAsk(now);
  if (day) await inTransaction(db, (work) => ask(context, work, day, now));
  for (const waiting of await listOpenHeartbeats(db)) await answerByPresence(context, db, waiting, now);
  await inTransaction(db, async (work) => {
    const failed = await failHeartbeats(work.tx, now);
    for (const agencyId of failed) record(work, { agencyId, action: 'duty/miss-heartbeat', now });
    if (failed.length > 0) await updateReadiness(context, work, failed, bySystem('timer'));
  });
  await deleteOldConsoles(db, new Date(now.getTime() - DAY_MS));
}

async function ask(context: DutyContext, work: Work, day: ThaiDay, now: Date): Promise<void> {
  const stations = context.jurisdiction.listAgencies({ kinds: ['station'], onlyActive: true });
  const due = dueAt(now);
  const agencyIds = stations.map(({ id }) => id);
  for (const agencyId of await askHeartbeats(work.tx, { agencyIds, day, now, due })) {
    record(work, { agencyId, action: 'duty/ask-heartbeat', now });
    // Somebody active at an open console answers by that shortly and is not disturbed.
    if (await somebodyIsThere(work.tx, agencyId, now)) continue;
    const people = await listOnDuty(work.tx, { agencyIds: [agencyId], at: now });
    const onDuty = people.map(({ personId }) => ({ personId, agencyId }));
    await context.events.publish(work, 'heartbeat-asked', { agencyId, day, dueAt: due.toISOString(), onDuty });
  }
}

async function answerByPresence(
  context: DutyContext,
  db: Database,
  { agencyId, day }: { agencyId: string; day: ThaiDay },
  now: Date,
): Promise<void> {
  if (!(await somebodyIsThere(db, agencyId, now))) return;
  await inTransaction(db, async (work) => {
    if (!(await saveAnswer(work.tx, { agencyId, day, by: 'presence', now }))) return;
    record(work, { agencyId, action: 'duty/answer-heartbeat', now });
    await updateReadiness(context, work, [agencyId], bySystem('timer'));
  });
}

async function somebodyIsThere(connection: Connection, agencyId: string, now: Date): Promise<boolean> {
  const onDuty = (await listOnDuty(connection, { agencyIds: [agencyId], at: now })).map(({ personId }) => personId);
  if (onDuty.length === 0) return false;
  const consoles = await listConsoles(connection, onDuty);
  const since = momentOf(thaiDayOf(now), 0);
  const active = await listActive(connection, { personIds: consoles.map(({ personId }) => personId), since });
  return isPresent({ onDuty, consoles, active }, now);
}

function record(work: Work, { agencyId, action, now }: { agencyId: string; action: string; now: Date }): void {
  recordAction(work, { ...bySystem('timer'), action, subjectKind: 'agency', subjectId: agencyId, at: now });
}
