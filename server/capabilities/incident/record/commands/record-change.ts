import type { Actor } from '#capabilities/access';
import { type AuditActor, byPerson, byReporter, bySystem, type EntryDetails, recordAction } from '#capabilities/audit';
import type { ReportChannel, TimelineEntry } from '#contract/incident';
import { isUnanswered } from '#contract/incident-status';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../../context.ts';
import { type Incident, personOf } from '../incident.ts';
import { updateIncident } from '../store/incident-rows.ts';
import { listReports } from '../store/report-rows.ts';

/** The reporter of a report, and the channel it came by. */
export type Reporter = { reporterId: string; channel: ReportChannel };

/** What of an officer is stored with what they did. */
type Officer = Pick<Actor, 'userId' | 'name' | 'from' | 'sessionId'>;

export type Change = {
  kind: TimelineEntry['kind'];
  /**
   * Changes without a person: `timer` (a time has come, for example an escalation step) and `position` (a unit's phone
   * reported where it is).
   */
  by: Officer | Reporter | 'timer' | 'position';
  details?: TimelineEntry['details'];
  /** What the audit event stores: codes, ids and numbers, never free text. */
  codes?: EntryDetails;
};

/** Writes a change with its timeline entry, audit event and live event: all or nothing. */
export async function recordChange(
  context: IncidentContext,
  work: Work,
  changed: Incident,
  { kind, by, details = {}, codes }: Change,
): Promise<Incident> {
  const at = context.clock.now();
  // An officer who acts has the incident on screen, so the reporter's messages count as read.
  const person = isPerson(by) ? personOf(by) : null;
  const lastReporterMessageAt = person ? null : changed.lastReporterMessageAt;
  const saved = { ...changed, lastReporterMessageAt, version: changed.version + 1, updatedAt: at };
  await updateIncident(work.tx, saved, { at, kind, by: person, details });
  auditChange(context, work, saved.id, { kind, by, codes });
  await context.events.publish(work, 'incident-changed', { incidentId: saved.id });
  return saved;
}

/** Changes of who may see an incident, and how much: they stand in the audit, not in the timeline. */
type AuditedOnly = 'guest-invited' | 'guest-ended' | 'conflict-marked' | 'conflict-lifted' | 'unmask';

/** The audit event of a change; details stay in the timeline, because audit events contain no free text. */
export function auditChange(
  { clock }: IncidentContext,
  work: Work,
  incidentId: string,
  { kind, by, codes = {} }: Pick<Change, 'by' | 'codes'> & { kind: Change['kind'] | AuditedOnly },
): void {
  const who = auditActorOf(by);
  const auditEvent = { action: `incident/${kind}`, subjectKind: 'incident', subjectId: incidentId, details: codes };
  recordAction(work, { ...who, ...auditEvent, at: clock.now() });
}

function auditActorOf(by: Change['by']): AuditActor {
  if (typeof by === 'string') return bySystem(by);
  return isPerson(by) ? byPerson(by) : byReporter(by.reporterId, by.channel);
}

function isPerson(by: Change['by']): by is Officer {
  return typeof by === 'object' && 'userId' in by;
}

/** Tells the other capabilities that a human has the incident, if this change was the first to answer it. */
export async function publishIfAnswered(
  { events }: IncidentContext,
  work: Work,
  before: Pick<Incident, 'status'>,
  { id: incidentId, acknowledgedBy }: Incident,
): Promise<void> {
  if (!isUnanswered(before.status)) return;
  await events.publish(work, 'incident-answered', { incidentId, acknowledgedById: acknowledgedBy?.id ?? null });
}

/** The reporters to notify about an incident: all of its reports and of those merged into it. */
export async function recipientsOf(work: Work, incident: Incident) {
  const reports = await listReports(work.tx, incident.id);
  return { incidentId: incident.id, code: incident.code, reportIds: reports.map(({ reportId }) => reportId) };
}
