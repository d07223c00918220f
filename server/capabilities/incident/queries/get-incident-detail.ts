import { type Actor, agenciesWith } from '#capabilities/access';
import type { ChatMessage, DuplicateSuggestion, IncidentDetail } from '#contract/incident';
import { allowedActions, INCIDENT_ACTIONS, isOpen } from '#contract/incident-status';
import type { Permission } from '#contract/permission';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import { DEFAULT_DUPLICATE_RULE, duplicateReasons, minutesBetween } from '../duplicate.ts';
import type { Incident } from '../incident.ts';
import { seesAny, sightsFrom } from '../sight.ts';
import { listDuplicateCandidates } from '../store/duplicate-rows.ts';
import { findIncident, listIncidentsById, listMergedInto } from '../store/incident-rows.ts';
import { listInvolvements } from '../store/involvement-rows.ts';
import { listMessages, type MessageRow } from '../store/message-rows.ts';
import { listReports } from '../store/report-rows.ts';
import { listPositions, listTimeline } from '../store/timeline-rows.ts';
import type { QueueContext } from './list-incidents.ts';
import { listSummaries } from './list-summaries.ts';

type Context = Pick<QueueContext, 'jurisdiction'>;

/** Everything an officer needs about one incident. The route records the look; after an act, the act is the record. */
export async function getIncidentDetail(
  { jurisdiction }: Context,
  connection: Connection,
  actor: Actor,
  id: string,
): Promise<IncidentDetail> {
  const incident = await getVisibleIncident(jurisdiction, connection, actor, id);
  const [reports, positions, timeline, messages, merged, duplicates, target] = [
    await listReports(connection, id),
    await listPositions(connection, id),
    await listTimeline(connection, id),
    await listMessages(connection, id),
    await listMergedInto(connection, id),
    await suggestions({ jurisdiction }, connection, actor, incident),
    incident.mergedInto ? await findIncident(connection, incident.mergedInto) : undefined,
  ];
  const [summary, ...mergedSummaries] = await listSummaries(connection, jurisdiction, [incident, ...merged]);
  if (!summary) throw new AppError('incident/not-found');
  return {
    incident: summary,
    routing: incident.routing,
    positions,
    reports: reports.map(({ reporterId: _, receivedAt, ...report }) => ({
      ...report,
      receivedAt: receivedAt.toISOString(),
    })),
    timeline: timeline.map((entry) => ({ ...entry, at: entry.at.toISOString() })),
    messages: messages.map((message) => toChatMessage(message, id)),
    duplicates,
    merged: mergedSummaries,
    disposition: incident.disposition,
    dispositionNote: incident.dispositionNote,
    cancelReason: incident.cancelReason,
    mergedInto: target ? { id: target.id, code: target.code } : null,
    actions: actionsOf(jurisdiction, actor, incident),
  };
}

/** @throws AppError `incident/not-found` for one that does not exist and for one that is not theirs to see alike */
export async function getVisibleIncident(
  jurisdiction: QueueContext['jurisdiction'],
  connection: Connection,
  actor: Actor,
  id: string,
): Promise<Incident> {
  const incident = await findIncident(connection, id);
  const involved = (await listInvolvements(connection, [id])).map(({ agencyId }) => agencyId);
  const sights = sightsFrom(jurisdiction, agenciesWith(actor, 'incident:view'));
  if (!incident || !seesAny(jurisdiction, sights, involved)) throw new AppError('incident/not-found');
  return incident;
}

async function suggestions(
  { jurisdiction }: Pick<Context, 'jurisdiction'>,
  connection: Connection,
  actor: Actor,
  incident: Incident,
): Promise<DuplicateSuggestion[]> {
  if (!incident.hasDuplicateSuggestions || !isOpen(incident.status)) return [];
  const sights = sightsFrom(jurisdiction, agenciesWith(actor, 'incident:view'));
  const candidates = await listDuplicateCandidates(connection, incident, DEFAULT_DUPLICATE_RULE);
  const others = await listIncidentsById(
    connection,
    candidates.map(({ id }) => id),
  );
  const visible = others.filter((other) => seesAny(jurisdiction, sights, [other.responsibleAgencyId]));
  const summaries = await listSummaries(connection, jurisdiction, visible);
  return summaries.flatMap((summary) => {
    const candidate = candidates.find(({ id }) => id === summary.id);
    const reasons = candidate ? duplicateReasons(incident, candidate, DEFAULT_DUPLICATE_RULE) : [];
    if (!candidate || reasons.length === 0) return [];
    const minutesApart = minutesBetween(incident.openedAt, candidate.openedAt);
    return [{ incident: summary, reasons, metresApart: candidate.metresApart, minutesApart }];
  });
}

/** `shownIn`: the incident it is read under, which may be the one that its own was merged into. */
export function toChatMessage(row: MessageRow, shownIn: string): ChatMessage {
  const { id, reportId, by, kind, text, delivery } = row;
  const attachmentUrl = row.attachmentId && `/api/v1/incidents/${shownIn}/attachments/${row.attachmentId}`;
  const times = { at: row.at.toISOString(), unsentAt: row.unsentAt?.toISOString() ?? null };
  return { id, reportId, from: row.sender, by, kind, text, delivery, attachmentUrl, ...times };
}

/** What this person may do now: the state table and their permissions for the responsible agency together. */
function actionsOf(jurisdiction: QueueContext['jurisdiction'], actor: Actor, incident: Incident): string[] {
  const may = (permission: Permission, agencyId: string) =>
    seesAny(jurisdiction, sightsFrom(jurisdiction, agenciesWith(actor, permission)), [agencyId]);
  const own = (permission: Permission) => may(permission, incident.responsibleAgencyId);
  const onWay = ['acknowledged', 'unit-assigned', 'en-route'].includes(incident.status);
  const extra: [string, boolean][] = [
    ['eta', onWay && own('incident:acknowledge')],
    ['transfer', isOpen(incident.status) && !incident.transfer && own('incident:transfer')],
    ['transfer-answer', incident.transfer !== null && may('incident:transfer', incident.transfer.toAgencyId)],
    ['unmerge', incident.status === 'merged' && own('incident:merge')],
    ['messages', own('incident:message')],
  ];
  return [
    ...allowedActions(incident.status)
      .filter((action) => own(INCIDENT_ACTIONS[action].permission))
      .filter((action) => action !== 'cancel' || incident.cancelRequestedAt !== null),
    ...extra.filter(([, allowed]) => allowed).map(([action]) => action),
  ];
}
