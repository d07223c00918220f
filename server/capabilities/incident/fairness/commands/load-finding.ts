import type { Actor } from '#capabilities/access';
import type { Permission } from '#contract/permission';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../../context.ts';
import { type Change, recordChange } from '../../record/commands/record-change.ts';
import type { Incident } from '../../record/incident.ts';
import { findIncidentForChange } from '../../record/store/incident-rows.ts';
import { findReport, type ReportRow } from '../../record/store/report-rows.ts';
import { loadForChange } from '../../visibility/commands/load-for-change.ts';
import type { Answers, Finding } from '../finding.ts';
import { findFinding, listAnswers } from '../store/finding-rows.ts';

export type LoadedFinding = { incident: Incident; finding: Finding; report: ReportRow };

/**
 * A finding with its incident, which stays locked: of two who decide at once the second learns who was first.
 * @throws AppError `incident/not-found`, `false-report/not-found`, `access/not-permitted`
 */
export async function loadFinding(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  { incidentId, findingId }: { incidentId: string; findingId: string },
  permission: Permission,
): Promise<LoadedFinding> {
  const incident = await loadForChange(context, work, actor, incidentId, permission);
  return { incident, ...(await getFinding(work, { incidentId, findingId })) };
}

/** @throws AppError `false-report/not-found` */
export async function getFinding(
  { tx }: Work,
  { incidentId, findingId }: { incidentId: string; findingId: string },
): Promise<Omit<LoadedFinding, 'incident'>> {
  const finding = await findFinding(tx, { id: findingId, incidentId });
  const report = finding && (await findReport(tx, finding.reportId));
  if (!finding || !report) throw new AppError('false-report/not-found');
  return { finding, report };
}

/** What the reporter has written since they were asked. */
export async function answersTo({ tx }: Work, { id }: Finding): Promise<Answers> {
  const answers = await listAnswers(tx, [id]);
  return { count: answers.length, lastAt: answers.at(-1)?.at ?? null };
}

/** Changes the outcome of every further incident of a finding, each in its own timeline. Their reporter is notified once, by the first. */
export async function changeOthers(
  context: IncidentContext,
  work: Work,
  { otherIncidentIds, id }: Finding,
  change: (incident: Incident) => Incident,
  noted: { kind: 'finding-confirmed' | 'finding-overturned' | 'finding-withdrawn'; by: Change['by'] },
): Promise<void> {
  for (const incidentId of [...otherIncidentIds].sort()) {
    const incident = await findIncidentForChange(work.tx, incidentId);
    const changed = incident && change(incident);
    if (changed && changed !== incident)
      await recordChange(context, work, changed, { ...noted, codes: { findingId: id } });
  }
}
