import type { Actor } from '#capabilities/access';
import { isOpen } from '#contract/incident-status';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../context.ts';
import { findIncidentForChange } from '../store/incident-rows.ts';
import { involve, listInvolvements } from '../store/involvement-rows.ts';
import { recordChange } from './record-change.ts';

/**
 * Calls a further agency to an incident that nobody has answered: it sees it, its consoles ring, and it has it by
 * answering. The responsible one stays so until then: never ownerless.
 * @param by who calls; the ladder when nobody is named
 * @param passedOver why nobody waited for the responsible agency, where that is not its readiness
 * @returns false: it has been called, works on it, or has it already, or the incident is over
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
  const { nameTh, nameEn } = context.jurisdiction.getAgency(agencyId);
  await involve(work.tx, incidentId, agencyId, 'called', context.clock.now());
  const details = { agencyTh: nameTh, agencyEn: nameEn, ...(passedOver && { passedOver }) };
  await recordChange(context, work, incident, { kind: 'called', by, details, codes: { agencyId } });
  return true;
}
