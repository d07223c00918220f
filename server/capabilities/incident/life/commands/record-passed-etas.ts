import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import type { IncidentContext } from '../../context.ts';
import { lockIncident } from '../../record/commands/lock-incident.ts';
import { recipientsOf, recordChange } from '../../record/commands/record-change.ts';
import { isEtaPassed } from '../../record/incident.ts';
import { isEtaMarkedPassed, listPassedEtas, markEtaPassed } from '../store/eta-rows.ts';

const BATCH = 50;

/**
 * Scheduled job: an ETA passed and nobody reported arrival. It is recorded once per ETA; the reporter is told the
 * truth, and the escalation policy alerts the officer and starts again.
 */
export async function recordPassedEtas(context: IncidentContext, db: Database): Promise<void> {
  const ids = await listPassedEtas(db, context.clock.now(), BATCH);
  for (const id of ids) await inTransaction(db, (work) => recordPassedEta(context, work, id));
  if (ids.length === BATCH) await recordPassedEtas(context, db);
}

async function recordPassedEta(context: IncidentContext, work: Work, id: string): Promise<void> {
  const incident = await lockIncident(work, id);
  // While this process waited for the lock, somebody may have arrived or given a new ETA, or another process recorded
  // it.
  if (!incident || !isEtaPassed(incident, context.clock.now()) || (await isEtaMarkedPassed(work.tx, id))) return;
  const saved = await recordChange(context, work, incident, { kind: 'eta-passed', by: 'timer' });
  await markEtaPassed(work.tx, id);
  await context.events.publish(work, 'incident-eta-passed', {
    ...(await recipientsOf(work, saved)),
    etaAt: incident.etaAt ?? context.clock.now(),
  });
}
