import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import type { IncidentContext } from '../context.ts';
import { isEtaPassed } from '../incident.ts';
import { findIncidentForChange } from '../store/incident-rows.ts';
import { isEtaMarkedPassed, listPassedEtas, markEtaPassed } from '../store/incident-to-alert-rows.ts';
import { listReports } from '../store/report-rows.ts';
import { recipientsOf, recordChange } from './record-change.ts';

/** Looked up at once; the rest comes in the same run. */
const BATCH = 50;

/**
 * A duty of time: a promised arrival passed and nobody said they are there. It is written down once for each promise;
 * the reporter hears the truth, and the ladder asks the officer and climbs again.
 */
export async function recordPassedEtas(context: IncidentContext, db: Database): Promise<void> {
  const ids = await listPassedEtas(db, context.clock.now(), BATCH);
  for (const id of ids) await inTransaction(db, (work) => recordPassedEta(context, work, id));
  if (ids.length === BATCH) await recordPassedEtas(context, db);
}

async function recordPassedEta(context: IncidentContext, work: Work, id: string): Promise<void> {
  // In the order of everybody who tells reporters: their conversations first, the incident second.
  const reportIds = (await listReports(work.tx, id)).map(({ reportId }) => reportId);
  await context.events.publish(work, 'incident-about-to-change', { reportIds });
  const incident = await findIncidentForChange(work.tx, id);
  // Somebody may have arrived, promised anew, or another process said it, while this one waited.
  if (!incident || !isEtaPassed(incident, context.clock.now()) || (await isEtaMarkedPassed(work.tx, id))) return;
  const saved = await recordChange(context, work, incident, { kind: 'eta-passed', by: 'timer' });
  await markEtaPassed(work.tx, id);
  await context.events.publish(work, 'incident-eta-passed', {
    ...(await recipientsOf(work, saved)),
    etaAt: incident.etaAt ?? context.clock.now(),
  });
}
