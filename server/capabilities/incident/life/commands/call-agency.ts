import type { Actor } from '#capabilities/access';
import { isOpen } from '#contract/incident-status';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../../context.ts';
import { recordChange } from '../../record/commands/record-change.ts';
import { findIncidentForChange } from '../../record/store/incident-rows.ts';
import { involve, listInvolvements } from '../../record/store/involvement-rows.ts';
import { agencyDetails } from '../agency-names.ts';

/**
 * Calls a further agency to an incident that nobody has answered: the agency can see it, its consoles ring, and it
 * becomes responsible by acknowledging. Until then the present agency stays responsible.
 * @param by the caller; the escalation policy if nobody is named
 * @param passedOver why the responsible agency was skipped, if not because of its readiness
 * @returns false if it was already called, supports or is responsible, or if the incident has ended
 */
export async function callAgency(
  context: IncidentContext,
  work: Work,
  incidentId: string,
  agencyId: string,
  by: Actor | 'timer' = 'timer',
  passedOver?: 'no-channel',
): Promise<boolean> {
  const incident = await findIncidentForChange(work.tx, incidentId);
  if (!incident || !isOpen(incident.status)) return false;
  const role = (await listInvolvements(work.tx, [incidentId])).find((one) => one.agencyId === agencyId)?.role;
  if (role === 'responsible' || role === 'called' || role === 'supporting') return false;
  const agency = context.jurisdiction.getAgency(agencyId);
  await involve(work.tx, incidentId, agencyId, 'called', context.clock.now());
  const details = { ...agencyDetails(agency), ...(passedOver && { passedOver }) };
  await recordChange(context, work, incident, { kind: 'called', by, details, codes: { agencyId } });
  return true;
}
