import type { z } from 'zod';
import type { Actor } from '#capabilities/access';
import type { proposeFindingSchema } from '#contract/finding';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { IncidentContext } from '../../context.ts';
import { recordChange } from '../../record/commands/record-change.ts';
import type { Incident } from '../../record/incident.ts';
import { listReports } from '../../record/store/report-rows.ts';
import { loadForChange } from '../../visibility/commands/load-for-change.ts';
import { propose, whyNotProposable } from '../finding.ts';
import { insertFinding, listFindingsOf, listOtherIncidents } from '../store/finding-rows.ts';

/**
 * Somebody who may resolve the incident proposes that one account reported falsely. The reporter is asked first, once, in
 * words that accuse nobody.
 * @throws AppError `incident/report-not-found`, `false-report/not-ended`, `-/other-outcome`, `-/visit-needed`,
 * `-/others-reported`, `-/proposed-already`, `-/other-account`
 */
export async function proposeFinding(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
  { reportId, evidence, note, incidentIds }: z.output<typeof proposeFindingSchema>,
): Promise<{ id: string }> {
  const incidents = await loadAll(context, work, actor, [id, ...incidentIds]);
  const incident = incidents.get(id);
  const reports = await listReports(work.tx, id);
  const report = reports.find((each) => each.reportId === reportId);
  if (!incident || !report) throw new AppError('incident/report-not-found');
  const whyNot = whyNotProposable(incident, report);
  if (whyNot) throw new AppError(whyNot);
  // Whoever saw the same is no proof of a lie, and their report would be called false with it.
  if (reports.some(({ reporterId }) => reporterId !== report.reporterId))
    throw new AppError('false-report/others-reported');
  const { reporterId } = report;
  if ((await listFindingsOf(work.tx, id)).some(({ status }) => status !== 'withdrawn')) {
    const lostTo = { subjects: [id], actions: ['incident/finding-proposed', 'incident/finding-dropped'] };
    throw new AppError('false-report/proposed-already', { lostTo });
  }
  const agencyId = incident.responsibleAgencyId;
  const others = await listOtherIncidents(work.tx, { reporterIds: [reporterId], incidentId: id, agencyId });
  const otherIncidentIds = [...new Set(incidentIds)].filter((one) => one !== id);
  for (const other of otherIncidentIds) {
    const known = incidents.get(other);
    const isTheirs = others.some((one) => one.id === other);
    if (!known || !isTheirs || whyNotProposable(known, report)) throw new AppError('false-report/other-account');
  }
  const now = context.clock.now();
  const proposal = { id: newId(), incidentId: id, reportId, reporterId, otherIncidentIds, agencyId };
  const finding = propose({ ...proposal, evidence: [...new Set(evidence)], note }, report, actor, now);
  await insertFinding(work.tx, finding);
  const codes = { findingId: finding.id, incidents: otherIncidentIds.length + 1 };
  await recordChange(context, work, incident, { kind: 'finding-proposed', by: actor, codes });
  if (finding.hearing !== 'not-reachable') {
    const recipients = { incidentId: id, code: incident.code, reportIds: [reportId] };
    await context.events.publish(work, 'finding-proposed', { ...recipients, answerBy: finding.answerBy });
  }
  return { id: finding.id };
}

/** Locked in a fixed order, as two people may propose with the same incidents at once. */
async function loadAll(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  ids: string[],
): Promise<Map<string, Incident>> {
  const loaded = new Map<string, Incident>();
  for (const id of [...new Set(ids)].sort())
    loaded.set(id, await loadForChange(context, work, actor, id, 'incident:resolve'));
  return loaded;
}
