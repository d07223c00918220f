import { distanceMetres } from '#capabilities/jurisdiction';
import { isOpen, isUnanswered } from '#contract/incident-status';
import { changePlaceDetail, placeLabelBeyond } from '#contract/place-detail';
import type { ReporterEvents } from '#events/reporter-events';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../../context.ts';
import { followMerges, loadReported } from '../../record/commands/lock-incident.ts';
import { recipientsOf, recordChange } from '../../record/commands/record-change.ts';
import { wantSocialWorkerByType } from '../../record/commands/want-social-worker.ts';
import { requestCancel, withdrawCancel } from '../../record/incident.ts';
import { appendPosition } from '../../record/store/position-rows.ts';
import { changePhone, changeReport, erasePhone, findReported } from '../../record/store/report-rows.ts';
import { isTypeSetByOfficer } from '../../record/store/timeline-rows.ts';
import { forgetTransferTarget } from '../../visibility/commands/end-access.ts';
import { stationNames } from '../agency-names.ts';
import { DEFAULT_DUPLICATE_RULE } from '../duplicate.ts';
import { routeToStation } from '../route-to-station.ts';
import { saveRating } from '../store/outcome-rows.ts';
import { alertStations } from './alert-stations.ts';
import { markDuplicates, suggestDuplicates } from './suggest-duplicates.ts';

/**
 * The reporter moved or sent a better pin. While nobody has answered, the alarm moves to the station of the new place;
 * afterwards the responsible agency stays and sees the new pin.
 */
export async function addPosition(
  context: IncidentContext,
  work: Work,
  { reportId, position, isOlder }: ReporterEvents['report-position-added'],
) {
  const reported = await loadReported(work, findReported(work.tx, reportId));
  if (!reported) return;
  const { report, incident } = reported;
  const now = context.clock.now();
  const { routing, neighbours } = routeToStation(context, position);
  const { responsibleAgencyId } = routing;
  // An agency that gave it away does not get it back through a new pin either.
  const isElsewhere = ![incident.responsibleAgencyId, ...incident.pastAgencyIds].includes(responsibleAgencyId);
  const moves = isUnanswered(incident.status) && isElsewhere;
  const stays = {
    ...routing,
    responsibleAgencyId: incident.responsibleAgencyId,
    routing: incident.routing,
    distanceMetres: distanceMetres(position, context.jurisdiction.getAgency(incident.responsibleAgencyId).position),
  };
  await appendPosition(work.tx, incident.id, position);
  // A second witness's pin, or an older one, is stored but does not change where the patrol is going.
  if (isOlder || report.incidentId !== incident.id) {
    const details: Record<string, boolean> = isOlder ? { isOlder } : {};
    await recordChange(context, work, incident, { kind: 'position-added', by: report, details, codes: details });
    return;
  }
  // A transfer requested by the former station makes no sense at the new place.
  const placed = { ...incident, placeLabel: placeLabelBeyond(position.label, routing.place) };
  const changed = { ...placed, ...(moves ? { ...routing, alertedAt: now, transfer: null } : stays) };
  const saved = await recordChange(context, work, changed, { kind: 'position-added', by: report });
  if (moves) {
    const station = context.jurisdiction.getAgency(responsibleAgencyId);
    await forgetTransferTarget(context, work, incident);
    await alertStations(work, saved, { station, neighbours }, now);
    const recipients = await recipientsOf(work, saved);
    await context.events.publish(work, 'incident-transferred', { ...recipients, ...stationNames(station) });
  }
  await suggestDuplicates(context, work, saved);
}

/** Their device could not say where it is: nobody waits for a better position. */
export async function notePositionError(
  context: IncidentContext,
  work: Work,
  { reportId, reason }: ReporterEvents['report-position-failed'],
) {
  const reported = await loadReported(work, findReported(work.tx, reportId));
  if (!reported) return;
  const { report, incident } = reported;
  const details = { reason };
  await recordChange(context, work, incident, { kind: 'position-failed', by: report, details, codes: details });
}

/** LINE vouches for who reported. It is known after the alarm, and is no reason to go sooner or later. */
export async function noteLineId(context: IncidentContext, work: Work, reportId: string) {
  const reported = await loadReported(work, changeReport(work.tx, reportId, { lineVerified: true }));
  if (!reported) return;
  const { report, incident } = reported;
  await recordChange(context, work, incident, { kind: 'line-id-verified', by: report });
}

/**
 * More details about the place. A second witness's details are added to the place as well: they know the same building.
 */
export async function addPlaceDetail(
  context: IncidentContext,
  work: Work,
  { reportId, was, detail }: ReporterEvents['report-place-detailed'],
) {
  const reported = await loadReported(work, findReported(work.tx, reportId));
  if (!reported) return;
  const { report, incident } = reported;
  const placeDetail = changePlaceDetail(incident.placeDetail, was, detail);
  if (placeDetail === incident.placeDetail) return;
  const changed = { ...incident, placeDetail };
  await recordChange(context, work, changed, { kind: 'place-detail-changed', by: report, details: { placeDetail } });
}

/**
 * The reporter chose another type. Their latest choice counts until an officer has set the type; after that it is only
 * stored with the report and in the timeline.
 */
export async function changeType(context: IncidentContext, work: Work, change: ReporterEvents['report-type-changed']) {
  const reported = await loadReported(work, findReported(work.tx, change.reportId));
  if (!reported) return;
  const { report, incident } = reported;
  await changeReport(work.tx, change.reportId, { type: change.type });
  // A second witness's type is stored with their report but does not change the incident's type.
  const isTheirs = report.incidentId === incident.id && !(await isTypeSetByOfficer(work.tx, incident.id));
  const type = isTheirs ? change.type : incident.type;
  const details = { from: report.type, to: change.type };
  const saved = await recordChange(
    context,
    work,
    { ...incident, type },
    { kind: 'type-changed', by: report, details, codes: details },
  );
  if (saved.type !== incident.type) await wantSocialWorkerByType(context, work, saved);
}

/** The reporter can no longer be heard safely: no calls, no siren, first in every queue. */
export async function silenceIncident(context: IncidentContext, work: Work, reportId: string) {
  const reported = await loadReported(work, changeReport(work.tx, reportId, { silent: true }));
  if (!reported) return;
  const { report, incident } = reported;
  const changed = { ...incident, silent: true, priority: 'critical' } as const;
  await recordChange(context, work, changed, { kind: 'silenced', by: report });
}

/** The reporter gave a phone number, or said that they can't take calls. */
export async function addPhone(context: IncidentContext, work: Work, change: ReporterEvents['report-phone-added']) {
  const { reportId, ...given } = change;
  const found = await changePhone(work.tx, reportId, given, DEFAULT_DUPLICATE_RULE.minutes);
  if (!found) return;
  const { report, samePhone } = found;
  const incident = await followMerges(work, found.incident);
  const saved = await recordChange(context, work, incident, {
    kind: 'phone-added',
    by: report,
    details: { canTakeCalls: given.canTakeCalls },
  });
  const others = samePhone.filter(({ id }) => id !== saved.id);
  await markDuplicates(context, work, saved, others);
}

/** The number was wrong: a stranger must not be called about somebody else's emergency. */
export async function removePhone(context: IncidentContext, work: Work, reportId: string) {
  const reported = await loadReported(work, erasePhone(work.tx, reportId));
  if (!reported) return;
  const { report, incident } = reported;
  await recordChange(context, work, incident, { kind: 'phone-removed', by: report });
}

/** The reporter blocked the account or returned: officers must know whether messages still arrive. */
export async function changeReachability(context: IncidentContext, work: Work, reportId: string, reachable: boolean) {
  const reported = await loadReported(work, changeReport(work.tx, reportId, { unreachable: !reachable }));
  if (!reported) return;
  const { report, incident } = reported;
  if (!isOpen(incident.status)) return;
  await recordChange(context, work, incident, {
    kind: reachable ? 'reporter-returned' : 'reporter-blocked',
    by: report,
  });
}

/** The reporter asks to cancel. */
export async function noteCancelRequest(
  context: IncidentContext,
  work: Work,
  { reportId, reason }: ReporterEvents['report-cancel-requested'],
) {
  const reported = await loadReported(work, findReported(work.tx, reportId));
  if (!reported) return;
  const { report, incident } = reported;
  if (!isOpen(incident.status)) return;
  const changed = requestCancel(incident, reason, context.clock.now());
  await recordChange(context, work, changed, {
    kind: 'cancel-requested',
    by: report,
    details: { reason },
    codes: { reason },
  });
}

/** The reporter withdraws the request to cancel. */
export async function noteCancelWithdrawal(context: IncidentContext, work: Work, reportId: string) {
  const reported = await loadReported(work, findReported(work.tx, reportId));
  if (!reported) return;
  const { report, incident } = reported;
  if (!isOpen(incident.status) || !incident.cancelRequestedAt) return;
  await recordChange(context, work, withdrawCancel(incident), { kind: 'cancel-withdrawn', by: report });
}

/** The reporter's rating of the help they got. */
export async function saveReporterRating(context: IncidentContext, work: Work, reportId: string, stars: number) {
  const reported = await loadReported(work, findReported(work.tx, reportId));
  if (!reported) return;
  const { id: incidentId, responsibleAgencyId: agencyId } = reported.incident;
  await saveRating(work.tx, { incidentId, reportId, agencyId, at: context.clock.now(), stars });
}
