import type { Actor } from '#capabilities/access';
import { mayFor } from '#capabilities/jurisdiction';
import { isUnanswered } from '#contract/incident-status';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../../context.ts';
import { recipientsOf, recordChange } from '../../record/commands/record-change.ts';
import { type Incident, notAllowed, personOf } from '../../record/incident.ts';
import { involve } from '../../record/store/involvement-rows.ts';
import { forgetTransferTarget } from '../../visibility/commands/end-access.ts';
import { loadVisible } from '../../visibility/commands/load-for-change.ts';
import { agencyDetails, stationNames } from '../agency-names.ts';
import { findTaker, takeOver, takerOf } from '../take-over.ts';
import { notifyAnswered } from './notify-progress.ts';

/**
 * 191, the province or the national centre takes an incident over from a station that does not answer.
 * @throws AppError `incident/not-found`, `access/not-permitted`, `incident/change-not-allowed`
 */
export async function takeOverIncident(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
  { etaMinutes = null, reason }: { etaMinutes?: number | null | undefined; reason?: string | undefined },
): Promise<void> {
  const incident = await loadVisible(context, work, actor, id);
  const agencyId = findTaker(context.jurisdiction, actor, incident);
  if (!agencyId) {
    // If their own agency is already responsible, the action is permitted but there is nothing to take over.
    const isOurs = mayFor(context.jurisdiction, actor, 'incident:take-over', [incident.responsibleAgencyId]);
    if (!isOurs) throw new AppError('access/not-permitted');
    throw notAllowed(incident, 'take-over');
  }
  await moveTo(context, work, incident, agencyId, { actor, etaMinutes, reason });
}

/** Another agency becomes responsible; the former one can still see the incident. */
export async function moveTo(
  context: IncidentContext,
  work: Work,
  incident: Incident,
  agencyId: string,
  { actor, etaMinutes, reason = null }: { actor: Actor; etaMinutes: number | null; reason?: string | null | undefined },
): Promise<void> {
  const now = context.clock.now();
  const wasUnanswered = isUnanswered(incident.status);
  const agency = context.jurisdiction.getAgency(agencyId);
  const taker = takerOf(incident, agency, 'รับช่วงแทน');
  const changed = takeOver(incident, taker, { by: personOf(actor), etaMinutes, now });
  await forgetTransferTarget(context, work, incident);
  await involve(work.tx, incident.id, agencyId, 'responsible', now);
  // Its units are on the way: they continue, in support of the agency that is responsible now.
  const formerAgencyId = incident.responsibleAgencyId;
  if (!wasUnanswered && context.jurisdiction.getAgency(formerAgencyId).kind === 'station') {
    await involve(work.tx, incident.id, formerAgencyId, 'supporting', now);
  }
  const saved = await recordChange(context, work, changed, {
    kind: 'taken-over',
    by: actor,
    details: { ...agencyDetails(agency), etaMinutes, reason },
    codes: { agencyId, fromAgencyId: incident.responsibleAgencyId, etaMinutes },
  });
  if (wasUnanswered) {
    await notifyAnswered(context, work, saved, etaMinutes);
  } else {
    const recipients = await recipientsOf(work, saved);
    await context.events.publish(work, 'incident-taken-over', { ...recipients, ...stationNames(agency) });
  }
  const answered = { incidentId: saved.id, acknowledgedById: saved.acknowledgedBy?.id ?? null };
  await context.events.publish(work, 'incident-answered', answered);
}
