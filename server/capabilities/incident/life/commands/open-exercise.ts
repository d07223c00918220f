import { type AuditActor, recordAction } from '#capabilities/audit';
import { isOpen } from '#contract/incident-status';
import { formatPlaceInEnglish, formatPlaceInThai } from '#contract/jurisdiction';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { IncidentContext } from '../../context.ts';
import { recipientsOf, recordChange } from '../../record/commands/record-change.ts';
import { endExercise, openIncident } from '../../record/incident.ts';
import { findIncidentForChange } from '../../record/store/incident-rows.ts';
import { recallOfficers } from '../../visibility/commands/end-access.ts';
import { stationNames } from '../agency-names.ts';
import { incidentCode } from '../incident-code.ts';
import { prepareOpening } from '../store/duplicate-rows.ts';
import { insertOpening } from '../store/opening-rows.ts';
import { describeAlert } from './alert-stations.ts';

const ROUTING_REASON = { th: 'ฝึกซ้อม: ไม่มีผู้แจ้ง ไม่มีใครอยู่ในอันตราย', en: 'Exercise: nobody reported, nobody is in danger' };

/**
 * Starts an exercise: an incident at the station itself, without a report and so without a reporter to notify. It is
 * never routed elsewhere because of readiness: testing that is its purpose.
 * @throws AppError `jurisdiction/agency-not-found`
 */
export async function openExercise(
  context: IncidentContext,
  work: Work,
  { agencyId, by }: { agencyId: string; by: AuditActor },
): Promise<{ incidentId: string; code: string }> {
  const now = context.clock.now();
  const station = context.jurisdiction.getAgency(agencyId);
  const { lat, lng } = station.position;
  const place = context.jurisdiction.describePlace(station.position);
  const begun = { id: newId(), type: 'threat-or-assault', openedAt: now } as const;
  const { codeNumber } = await prepareOpening(work, { ...begun, lat, lng, phone: null });
  const code = incidentCode(codeNumber, now);
  const exercise = { ...begun, code, silent: false, isExercise: true } as const;
  const routing = {
    responsibleAgencyId: agencyId,
    lat,
    lng,
    place,
    routing: ROUTING_REASON,
    distanceMetres: 0,
    accuracyMetres: null,
  };
  const incident = openIncident(exercise, routing, now);
  const { involved, entries } = describeAlert({ station, neighbours: [] });
  const opened = { kind: 'opened', details: { exercise: true } } as const;
  await insertOpening(work, { incident, report: null, involved, entries: [opened, ...entries] });
  const auditEvent = { action: 'incident/open-exercise', subjectKind: 'incident', subjectId: incident.id, at: now };
  recordAction(work, { ...by, ...auditEvent });
  await context.events.publish(work, 'incident-changed', { incidentId: incident.id });
  await context.events.publish(work, 'incident-opened', {
    incidentId: incident.id,
    code,
    reportIds: [],
    position: { lat, lng },
    responsibleAgencyId: agencyId,
    ...stationNames(station),
    distanceMetres: 0,
    accuracyMetres: null,
    duty: 'somebody',
    passedOverTh: null,
    passedOverEn: null,
    placeTh: formatPlaceInThai(place),
    placeEn: formatPlaceInEnglish(place),
  });
  return { incidentId: incident.id, code };
}

/** Closes an exercise that nobody has closed; anything else stays as it is. */
export async function closeExercise(context: IncidentContext, work: Work, incidentId: string): Promise<void> {
  const incident = await findIncidentForChange(work.tx, incidentId);
  if (!incident?.isExercise || incident.status === 'closed') return;
  if (!isOpen(incident.status) && incident.status !== 'resolved') return;
  const ended = endExercise(incident, context.clock.now());
  const saved = await recordChange(context, work, ended, { kind: 'closed', by: 'timer' });
  await recallOfficers(context, work, incidentId);
  await context.events.publish(work, 'incident-closed', { ...(await recipientsOf(work, saved)), disposition: 'test' });
  if (incident.status !== 'resolved')
    await context.events.publish(work, 'incident-ended', { incidentId, wasCancelled: false });
}
