import { type Actor, listStaff } from '#capabilities/access';
import type { IncidentDetail, IncidentReport } from '#contract/incident';
import { isOpen } from '#contract/incident-status';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { IncidentContext, QueryContext } from '../context.ts';
import { listChatMessages } from '../conversation/queries/list-chat-messages.ts';
import { listMessages } from '../conversation/store/message-rows.ts';
import { listQuestions } from '../conversation/store/question-rows.ts';
import { listCalledBackFirst } from '../fairness/store/call-back-rows.ts';
import { actionsOf } from '../life/actions.ts';
import { assumeCare } from '../life/hand-over.ts';
import { listDuplicateSuggestions } from '../life/queries/list-duplicate-suggestions.ts';
import { flagsNow } from '../life/safety.ts';
import { listSafetyNotes } from '../life/store/safety-rows.ts';
import type { Incident } from '../record/incident.ts';
import { listIncidentReports } from '../record/queries/list-incident-reports.ts';
import { listSummaries, nameAgency } from '../record/queries/list-summaries.ts';
import { listAssigneeIds } from '../record/store/assignee-rows.ts';
import { listMergedInto } from '../record/store/incident-rows.ts';
import { listInvolvements } from '../record/store/involvement-rows.ts';
import { listPositions } from '../record/store/position-rows.ts';
import { listReports } from '../record/store/report-rows.ts';
import { listTimeline } from '../record/store/timeline-rows.ts';
import { coarsePlaceOf, maskDetail } from '../visibility/masking.ts';
import { findVisibleIncident, getVisibleIncident } from '../visibility/queries/get-visible-incident.ts';
import { hasWithheldIncidents } from '../visibility/store/access-fact-rows.ts';

export type DetailContext = QueryContext & Pick<IncidentContext, 'attachments' | 'links'>;

/**
 * Everything this person may see of one incident, masked where their role does not need it. The route records the view;
 * after a command, the command's audit event is the record.
 */
export async function getIncidentDetail(
  context: DetailContext,
  connection: Connection,
  actor: Actor,
  id: string,
): Promise<IncidentDetail> {
  const { jurisdiction, clock } = context;
  const { incident, accessFacts, visibility } = await getVisibleIncident(context, connection, actor, id);
  const [reports, positions, timeline, messages, merged, duplicates, target, officers, hasWithheld, involvements] = [
    await listReports(connection, id),
    await listPositions(connection, id),
    await listTimeline(connection, id),
    await listMessages(connection, id),
    await listMergedInto(connection, id),
    await listDuplicateSuggestions(context, connection, actor, incident),
    incident.mergedInto ? await findVisibleIncident(context, connection, actor, incident.mergedInto) : undefined,
    await listStaff(connection, { ids: await listAssigneeIds(connection, id) }, clock.now()),
    await hasWithheldIncidents(connection, actor.userId),
    await listInvolvements(connection, [id]),
  ];
  const [summary, ...mergedSummaries] = await listSummaries(connection, jurisdiction, [incident, ...merged]);
  if (!summary) throw new AppError('incident/not-found');
  const detail: IncidentDetail = {
    incident: hasWithheld ? { ...summary, hasDuplicateSuggestions: duplicates.length > 0 } : summary,
    routing: incident.routing,
    positions,
    reports: await withCallBacks(
      connection,
      incident,
      await listIncidentReports(connection, reports, clock.now()),
      clock.now(),
    ),
    timeline: timeline.map((entry) => ({ ...entry, at: entry.at.toISOString() })),
    messages: await listChatMessages(context, connection, actor, messages, id),
    duplicates,
    merged: mergedSummaries,
    disposition: incident.disposition,
    dispositionNote: incident.dispositionNote,
    cancelReason: incident.cancelReason,
    care: await careOf(context, connection, incident),
    mergedInto: target ? { id: target.incident.id, code: target.incident.code } : null,
    officers: officers.map(({ id: officerId, name }) => ({ id: officerId, name })),
    stations: involvements.map(({ agencyId, role, since }) => ({
      agency: nameAgency(jurisdiction, agencyId),
      role,
      since: since.toISOString(),
    })),
    actions: actionsOf(jurisdiction, actor, incident, { accessFacts, visibility, involvements }),
  };
  return maskDetail(detail, visibility, coarsePlaceOf(jurisdiction, incident));
}

/** Until when each account is called back first; never for whoever may not be called, or where a child is. */
async function withCallBacks(
  connection: Connection,
  incident: Incident,
  reports: IncidentReport[],
  now: Date,
): Promise<IncidentReport[]> {
  if (!isOpen(incident.status) || incident.silent || incident.duressAt || incident.hasChildren) return reports;
  const ids = reports.filter(({ silent }) => !silent).map(({ reportId }) => reportId);
  const called = await listCalledBackFirst(connection, ids, now);
  return reports.map((report) => {
    const until = called.find(({ reportId }) => reportId === report.reportId)?.until.toISOString() ?? null;
    return { ...report, callBackFirstUntil: until };
  });
}

/** Once it is resolved: what closing assumes where no officer has answered. */
async function careOf(
  { clock }: QueryContext,
  connection: Connection,
  incident: Incident,
): Promise<IncidentDetail['care']> {
  const { status, type, disposition, isExercise, hasVictims: victims, hasChildren: children } = incident;
  if (status !== 'resolved' || !disposition) return { victims, children };
  const notes = await listSafetyNotes(connection, incident.id);
  const flags = flagsNow(notes, await listQuestions(connection, incident.id), clock.now());
  const assumed = assumeCare({ type, disposition, isExercise }, flags);
  return { victims: victims ?? assumed.victims, children: children ?? assumed.children };
}
