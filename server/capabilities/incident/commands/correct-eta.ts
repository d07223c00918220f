import { isOpen } from '#contract/incident-status';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../context.ts';
import { changeEta, type Incident } from '../incident.ts';
import { lockIncident } from './load-for-change.ts';
import { recipientsOf, recordChange } from './record-change.ts';

/**
 * Corrects the ETA from a unit's position. Nobody decided it, and the timeline says so.
 * @param decide called while the incident is locked; undefined leaves the ETA as it is
 * @returns whether it was corrected
 */
export async function correctEta(
  context: IncidentContext,
  work: Work,
  id: string,
  decide: (incident: Incident, now: Date) => Promise<{ etaMinutes: number; unitName: string } | undefined>,
): Promise<boolean> {
  const { events, clock } = context;
  const incident = await lockIncident(work, id);
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
