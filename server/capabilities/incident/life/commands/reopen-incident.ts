import type { Actor } from '#capabilities/access';
import { canChange } from '#contract/incident-status';
import type { ReporterEvents } from '#events/reporter-events';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../../context.ts';
import { loadReported } from '../../record/commands/lock-incident.ts';
import { type Change, type Reporter, recipientsOf, recordChange } from '../../record/commands/record-change.ts';
import { type Incident, reopen } from '../../record/incident.ts';
import { findReported, type Reported } from '../../record/store/report-rows.ts';
import { recallOfficers } from '../../visibility/commands/end-access.ts';
import { loadForChange } from '../../visibility/commands/load-for-change.ts';
import { insertNobodyCame } from '../store/outcome-rows.ts';

/** An officer reopens it. */
export async function reopenIncident(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
  { reason }: { reason: string },
): Promise<void> {
  const incident = await loadForChange(context, work, actor, id, 'incident:reopen');
  await ringAgain(context, work, incident, { by: actor, details: { reason } });
}

/** "Nobody came": the alarm rings again, at the highest priority. */
export async function reopenForReporter(context: IncidentContext, work: Work, reportId: string) {
  const reported = await loadReported(work, findReported(work.tx, reportId));
  const reopened = reported && (await reopenFor(context, work, reported, 'nobody-came'));
  if (!reopened) return;
  // Counted for the agency that had closed it. Exercises have no reporter, so they never count.
  const { id: incidentId, responsibleAgencyId: agencyId } = reopened;
  await insertNobodyCame(work.tx, { incidentId, reportId, agencyId, at: context.clock.now() });
}

/** Asked a day or a week later how they are, the reporter wants help: the alarm rings again. */
export async function reopenForWelfare(
  context: IncidentContext,
  work: Work,
  { reporterId, reportId }: ReporterEvents['welfare-help-wanted'],
) {
  const reported = await loadReported(work, findReported(work.tx, reportId));
  if (reported?.report.reporterId === reporterId) await reopenFor(context, work, reported, 'asked-for-help');
}

/** Undefined if it is open, for example because an officer was faster. */
async function reopenFor(context: IncidentContext, work: Work, { report, incident }: Reported, reason: string) {
  if (!canChange(incident.status, 'reopen')) return undefined;
  return ringAgain(context, work, incident, { by: report, details: { reason }, codes: { reason } });
}

type Reopening = Omit<Change, 'kind' | 'by'> & { by: Actor | Reporter };

async function ringAgain(context: IncidentContext, work: Work, incident: Incident, change: Reopening) {
  const changed = reopen(incident, context.clock.now());
  const saved = await recordChange(context, work, changed, { kind: 'reopened', ...change });
  await recallOfficers(context, work, saved.id);
  const { by } = change;
  const who =
    'userId' in by
      ? { userId: by.userId, name: by.name, from: by.from, sessionId: by.sessionId }
      : { reporterId: by.reporterId, channel: by.channel };
  await context.events.publish(work, 'incident-reopened', { ...(await recipientsOf(work, saved)), by: who });
  return saved;
}
