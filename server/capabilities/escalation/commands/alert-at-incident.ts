import { alertPeople } from '#capabilities/alerting';
import { findToAlert } from '#capabilities/incident';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { EscalationContext } from '../context.ts';
import { withPromisers } from '../promisers.ts';
import { reachOf } from '../reach.ts';
import { surveyTargets } from '../survey.ts';

/**
 * Something at an incident that somebody may have already must be looked at now: whoever is on duty at the station that
 * answers for it is told, and whoever took it or was sent. It is no round of the ladder: nothing is repeated or stopped.
 * Groups are left out, because everybody in them would read what the reporter was made to say.
 */
export async function alertAtIncident(
  context: EscalationContext,
  work: Work,
  incidentId: string,
  kind: 'duress' | 'no-answer',
): Promise<void> {
  const incident = await findToAlert(work.tx, incidentId);
  if (!incident) return;
  const standings = await surveyTargets(context.jurisdiction, work.tx, [incident], context.clock.now());
  const reached = reachOf(
    { afterSeconds: 0, targets: ['on-duty'] },
    (target) => standings(target, incident),
    (personId) => incident.conflictedIds.includes(personId),
  );
  const onDuty = reached.flatMap(({ agencyId, personIds }) => personIds.map((personId) => ({ personId, agencyId })));
  const people = withPromisers(incident, onDuty);
  await alertPeople(context, work, { alertId: newId(), incidentId, kind, rung: null, people, agencyIds: [] });
}
