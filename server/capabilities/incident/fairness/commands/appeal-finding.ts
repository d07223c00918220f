import type { z } from 'zod';
import type { Actor } from '#capabilities/access';
import type { decideAppealSchema, endInquirySchema, giveNoticeSchema, takeAppealSchema } from '#contract/finding';
import type { IncidentEvents } from '#events/incident-events';
import type { ReporterEvents } from '#events/reporter-events';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../../context.ts';
import { lockIncident } from '../../record/commands/lock-incident.ts';
import { type Reporter, recordChange } from '../../record/commands/record-change.ts';
import { type Incident, personOf, unmarkFalse } from '../../record/incident.ts';
import { appeal, decideAppeal, endInquiry, type Finding, giveNotice, mayAppeal } from '../finding.ts';
import { findConfirmedFinding, updateFinding } from '../store/finding-rows.ts';
import { answersTo, changeOthers, getFinding, loadFinding } from './load-finding.ts';

type About = { findingId: string };

/** An officer gave the notice that no message could carry. @throws AppError `false-report/notice-given` */
export async function giveFindingNotice(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  incidentId: string,
  { findingId, way }: About & z.output<typeof giveNoticeSchema>,
): Promise<{ id: string }> {
  const { incident, finding } = await loadFinding(context, work, actor, { incidentId, findingId }, 'incident:resolve');
  await updateFinding(work.tx, giveNotice(finding, way, context.clock.now()));
  const codes = { findingId, way };
  await recordChange(context, work, incident, { kind: 'finding-notice-given', by: actor, details: { way }, codes });
  return { id: findingId };
}

/** An officer takes down an appeal that was spoken or brought on paper. @throws AppError `false-report/appeal-too-late` */
export async function takeAppeal(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  incidentId: string,
  { findingId, text }: About & z.output<typeof takeAppealSchema>,
): Promise<{ id: string }> {
  const { incident, finding } = await loadFinding(context, work, actor, { incidentId, findingId }, 'incident:resolve');
  await keepAppeal(context, work, { incident, finding }, { text, by: actor });
  return { id: findingId };
}

/** The reporter appeals in LINE or on their page: against the finding they name, or the newest about them. */
export async function receiveAppeal(
  context: IncidentContext,
  work: Work,
  { reporterId, findingId: named }: ReporterEvents['finding-appeal-wanted'],
): Promise<void> {
  const found = await findConfirmedFinding(work.tx, { reporterId, id: named });
  const incident = found && (await lockIncident(work, found.incidentId));
  if (!incident) return;
  const { finding, report } = await getFinding(work, { incidentId: incident.id, findingId: found.id });
  if (mayAppeal(finding, context.clock.now())) {
    await keepAppeal(context, work, { incident, finding }, { text: null, by: report });
    return;
  }
  // Locked only now: somebody may have been faster. Else the time is over; where an officer gave the notice, their phone does not know.
  if (finding.status === 'confirmed')
    await context.events.publish(work, 'finding-appeal-late', recipientsOf(incident, finding));
}

async function keepAppeal(
  context: IncidentContext,
  work: Work,
  { incident, finding }: { incident: Incident; finding: Finding },
  { text, by }: { text: string | null; by: Actor | Reporter },
): Promise<void> {
  const takenBy = 'userId' in by ? personOf(by) : null;
  const appealed = appeal(finding, { text, takenBy }, context.clock.now());
  await updateFinding(work.tx, appealed);
  await recordChange(context, work, incident, { kind: 'finding-appealed', by, codes: { findingId: finding.id } });
  // Whoever wrote it themselves is answered; nobody else's phone shows that there was an appeal.
  if (takenBy && finding.notice === 'to-give') return;
  await context.events.publish(work, 'finding-appealed', recipientsOf(incident, finding));
}

function recipientsOf(incident: Incident, { reportId }: Finding): IncidentEvents['finding-appealed'] {
  return { incidentId: incident.id, code: incident.code, reportIds: [reportId] };
}

/** A third person decides. @throws AppError `false-report/third-person-needed`, `false-report/answer-unread` */
export async function decideFindingAppeal(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  incidentId: string,
  { findingId, outcome, reason, answersRead }: About & z.output<typeof decideAppealSchema>,
): Promise<{ id: string }> {
  const permission = 'incident:decide-finding';
  const { incident, finding } = await loadFinding(context, work, actor, { incidentId, findingId }, permission);
  const circumstances = { by: actor, answers: await answersTo(work, finding), answersRead, now: context.clock.now() };
  const decided = decideAppeal(finding, { outcome, reason }, circumstances);
  await updateFinding(work.tx, decided);
  const isWon = outcome === 'overturn';
  const kind = isWon ? 'finding-overturned' : 'finding-upheld';
  const changed = isWon ? unmarkFalse(incident) : incident;
  await recordChange(context, work, changed, { kind, by: actor, codes: { findingId } });
  if (isWon) await changeOthers(context, work, decided, unmarkFalse, { kind: 'finding-overturned', by: actor });
  if (finding.notice === 'to-give') return { id: findingId };
  await context.events.publish(work, 'finding-appeal-decided', {
    ...recipientsOf(incident, finding),
    outcome,
    reason,
    notice: finding.notice,
  });
  return { id: findingId };
}

/** The inquiry officer has answered: this measure ends. @throws AppError `false-report/no-inquiry` */
export async function endFindingInquiry(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  incidentId: string,
  { findingId, note }: About & z.output<typeof endInquirySchema>,
): Promise<{ id: string }> {
  const { incident, finding } = await loadFinding(context, work, actor, { incidentId, findingId }, 'incident:resolve');
  await updateFinding(work.tx, endInquiry(finding, note, context.clock.now()));
  await recordChange(context, work, incident, { kind: 'finding-inquiry-ended', by: actor, codes: { findingId } });
  return { id: findingId };
}
