import { recordAct } from '#capabilities/audit';
import type { TimelineEntry } from '#contract/incident';
import type { Work } from '#platform/database/transaction';
import type { Incident, Person } from '../incident.ts';
import { updateIncident } from '../store/incident-rows.ts';
import { listReports } from '../store/report-rows.ts';
import { appendTimeline } from '../store/timeline-rows.ts';
import type { IncidentContext } from './context.ts';

export type Change = {
  kind: TimelineEntry['kind'];
  /** Null when a reporter or the house itself caused it. */
  by: Person | null;
  details?: TimelineEntry['details'];
};

/** Writes a change with its timeline entry, its audit entry and its place in the live log: all or nothing. */
export async function recordChange(
  context: IncidentContext,
  work: Work,
  changed: Incident,
  { kind, by, details = {} }: Change,
): Promise<Incident> {
  const at = context.clock.now();
  // Who acts on it has it before them: the reporter's words no longer count as unread.
  const lastReporterMessageAt = by ? null : changed.lastReporterMessageAt;
  const saved = { ...changed, lastReporterMessageAt, version: changed.version + 1, updatedAt: at };
  await updateIncident(work.tx, saved);
  await appendTimeline(work.tx, saved.id, { at, kind, by, details });
  await auditChange(context, work, saved.id, kind, by);
  await context.eventLog.append(work, 'incident-changed', { incidentId: saved.id });
  return saved;
}

/** The audit entry of a change; details stay in the timeline, because an audit entry holds no words. */
export async function auditChange(
  { clock }: IncidentContext,
  work: Work,
  incidentId: string,
  kind: string,
  by: Person | null,
): Promise<void> {
  await recordAct(work, {
    actorKind: by ? 'person' : 'system',
    actorId: by?.id ?? null,
    act: `incident/${kind}`,
    subjectKind: 'incident',
    subjectId: incidentId,
    from: by ? 'console' : 'house',
    at: clock.now(),
  });
}

/** Whom news about an incident is for: every reporter of it and of those merged into it. */
export async function told(work: Work, incident: Incident) {
  const reports = await listReports(work.tx, incident.id);
  return { incidentId: incident.id, code: incident.code, reportIds: reports.map(({ reportId }) => reportId) };
}
