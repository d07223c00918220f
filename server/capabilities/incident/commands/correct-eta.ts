import { isOpen } from '#contract/incident-status';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../context.ts';
import { changeEta, type Incident } from '../incident.ts';
import { findIncidentForChange } from '../store/incident-rows.ts';
import { listReports } from '../store/report-rows.ts';
import { recipientsOf, recordChange } from './record-change.ts';

/**
 * A promise is corrected by where the unit is: nobody decided it, the position says it, and the timeline says that.
 * @param decide is asked while the incident is held; undefined leaves the promise as it is
 * @returns whether it was corrected
 */
export async function correctEta(
  context: IncidentContext,
  work: Work,
  id: string,
  decide: (incident: Incident, now: Date) => Promise<{ etaMinutes: number; unitName: string } | undefined>,
): Promise<boolean> {
  const { events, clock } = context;
  // Conversations are held before the incident, like for an officer's act.
  const reportIds = (await listReports(work.tx, id)).map(({ reportId }) => reportId);
  await events.publish(work, 'incident-about-to-change', { reportIds });
  const incident = await findIncidentForChange(work.tx, id);
  const now = clock.now();
  const decided = incident && isOpen(incident.status) ? await decide(incident, now) : undefined;
  if (!incident || !decided) return false;
  const { etaMinutes, unitName } = decided;
  const saved = await recordChange(context, work, changeEta(incident, etaMinutes, now), {
    kind: 'eta-changed',
    by: 'position',
    details: { etaMinutes, unitName, byPosition: true },
    codes: { etaMinutes },
  });
  const etaAt = saved.etaAt ?? now;
  await events.publish(work, 'incident-eta-changed', { ...(await recipientsOf(work, saved)), etaMinutes, etaAt });
  return true;
}
