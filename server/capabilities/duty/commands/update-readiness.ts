import { type AuditActor, bySystem, recordAction } from '#capabilities/audit';
import { READINESS_TOPIC, setReadiness } from '#capabilities/jurisdiction';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import type { DutyContext } from '../context.ts';
import { readinessOf } from '../readiness.ts';
import { listStationFacts, saveReadiness } from '../store/station-rows.ts';

/**
 * Updates in jurisdiction which of these stations can take alerts now, in the transaction of what changed it. Only changes
 * are written, and of two processes that find the same change one writes it.
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
    // An agency may have been closed since; it has no readiness.
    if (to === from || !jurisdiction.findAgency(agencyId)) continue;
    if (!(await saveReadiness(work.tx, { agencyId, from, to }))) continue;
    await setReadiness(work.tx, { agencyId, readiness: to, now: at });
    const auditEvent = {
      action: 'duty/update-readiness',
      subjectKind: 'agency',
      subjectId: agencyId,
      details: { readiness: to },
    };
    recordAction(work, { ...by, ...auditEvent, at });
    changed = true;
  }
  if (changed) work.afterCommit(() => notifier.send(READINESS_TOPIC));
}

/** Scheduled job: shifts begin and end by time alone. */
export async function updateAllReadiness(context: DutyContext, db: Database): Promise<void> {
  await inTransaction(db, (work) => updateReadiness(context, work, 'all', bySystem('timer')));
}
