import { type AuditActor, bySystem, recordAction } from '#capabilities/audit';
import { setReadiness } from '#capabilities/jurisdiction';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import type { DutyContext } from '../context.ts';
import { readinessOf } from '../readiness.ts';
import { listStationFacts, saveReadiness } from '../store/station-rows.ts';

/** Other processes reload who can take alerts when they hear this. */
export const READINESS_TOPIC = 'station-readiness';

/**
 * Tells jurisdiction which of these stations can take alerts now, in the transaction of what changed it. Nothing is
 * written where nothing changed, and of two processes that find the same one writes.
 */
export async function updateReadiness(
  { clock, notifier, jurisdiction }: DutyContext,
  work: Work,
  agencyIds: readonly string[] | 'all',
  by: AuditActor,
): Promise<void> {
  const at = clock.now();
  let changed = false;
  for (const facts of await listStationFacts(work.tx, { agencyIds, at })) {
    const { agencyId, readiness: from } = facts;
    const to = readinessOf(facts, at);
    // A station that was struck off the register answers for nothing any more.
    if (to === from || !jurisdiction.findAgency(agencyId)) continue;
    if (!(await saveReadiness(work.tx, { agencyId, from, to }))) continue;
    await setReadiness(work.tx, { agencyId, readiness: to, now: at });
    const auditEvent = {
      action: 'duty/update-readiness',
      subjectKind: 'agency',
      subjectId: agencyId,
      details: { readiness: to },
    };
    await recordAction(work, { ...by, ...auditEvent, at });
    changed = true;
  }
  if (changed) work.afterCommit(() => notifier.send(READINESS_TOPIC));
}

/** A duty of time: shifts begin and end without anybody's doing. */
export async function updateAllReadiness(context: DutyContext, db: Database): Promise<void> {
  await inTransaction(db, (work) => updateReadiness(context, work, 'all', bySystem('timer')));
}
