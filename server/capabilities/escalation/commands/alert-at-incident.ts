import { listStaff } from '#capabilities/access';
import { alertPeople } from '#capabilities/alerting';
import { findIncidentToAlert } from '#capabilities/incident';
import type { EscalationTarget } from '#contract/escalation';
import type { UnitEvents } from '#events/unit-events';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import { loadCandidates } from '../candidates.ts';
import type { EscalationContext } from '../context.ts';
import { peopleOf, recipientsOf, withEtaOwners } from '../recipients.ts';

/**
 * Alerts the people on duty at the responsible station, who acknowledged the incident and who were sent, that it needs
 * attention now. It does not start or stop an escalation run. Groups are left out, because all their members would read that
 * the reporter was coerced.
 */
export async function alertAtIncident(
  context: EscalationContext,
  work: Work,
  incidentId: string,
  kind: 'duress' | 'no-answer',
): Promise<void> {
  const found = await findPeople(context, work, incidentId, ['on-duty']);
  if (!found) return;
  const people = withEtaOwners(found.incident, found.people);
  await alertPeople(context, work, [{ alertId: newId(), incidentId, kind, step: null, people, agencyIds: [] }]);
}

/** A crew calls for back-up: alerts the station and the 191 centre at once, with their groups and gateways. */
export async function alertOfBackUp(
  context: EscalationContext,
  work: Work,
  { incidentId, unitName, byPersonId }: UnitEvents['back-up-called'],
): Promise<void> {
  const found = await findPeople(context, work, incidentId, ['on-duty', 'duty-chief', 'centre-191']);
  if (!found) return;
  const people = withEtaOwners(found.incident, found.people).filter(({ personId }) => personId !== byPersonId);
  const agencyIds = [...new Set(people.map(({ agencyId }) => agencyId))];
  const alert = { alertId: newId(), incidentId, kind: 'back-up', step: null, unitName } as const;
  await alertPeople(context, work, [{ ...alert, people, agencyIds }]);
}

/** Nobody of a crew has seen its order: alerts whoever gave it, who must call them, and the station's heads. */
export async function alertOfUnseenOrder(
  context: EscalationContext,
  work: Work,
  { incidentId, unitName, agencyId, byPersonId }: UnitEvents['order-unseen'],
): Promise<void> {
  const found = await findPeople(context, work, incidentId, byPersonId ? ['duty-chief'] : ['duty-chief', 'on-duty']);
  if (!found) return;
  const staff = await listStaff(work.tx, { agencyIds: [agencyId] }, context.clock.now());
  const heads = staff.filter(({ memberships }) => memberships.some(({ role }) => role === 'superintendent'));
  const sender = byPersonId ? [{ personId: byPersonId, agencyId }] : [];
  const candidates = [...sender, ...found.people, ...heads.map(({ id }) => ({ personId: id, agencyId }))];
  const people = candidates.filter(({ personId }) => !found.incident.conflictedIds.includes(personId));
  const alert = { alertId: newId(), incidentId, kind: 'order-unseen', step: null } as const;
  await alertPeople(context, work, [{ ...alert, people, agencyIds: [], ...(unitName && { unitName }) }]);
}

async function findPeople(context: EscalationContext, work: Work, incidentId: string, targets: EscalationTarget[]) {
  const incident = await findIncidentToAlert(work.tx, incidentId);
  if (!incident) return undefined;
  const candidates = await loadCandidates(context.jurisdiction, work.tx, [incident], context.clock.now());
  const recipients = recipientsOf(
    { afterSeconds: 0, targets },
    (target) => candidates(target, incident),
    (personId) => incident.conflictedIds.includes(personId),
  );
  return { incident, people: peopleOf(recipients) };
}
