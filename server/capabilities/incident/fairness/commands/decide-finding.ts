import type { z } from 'zod';
import type { Actor } from '#capabilities/access';
import type { confirmFindingSchema, dropFindingSchema, withdrawFindingSchema } from '#contract/finding';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../../context.ts';
import { recordChange } from '../../record/commands/record-change.ts';
import { markFalse, personOf } from '../../record/incident.ts';
import { findClause, PROTECTION } from '../clauses.ts';
import { appealBy, confirm, drop, type Finding, withdraw } from '../finding.ts';
import { updateFinding } from '../store/finding-rows.ts';
import { answersTo, changeOthers, type LoadedFinding, loadFinding } from './load-finding.ts';

type About = { findingId: string };

/** @throws AppError `false-report/not-proposer`, `false-report/change-not-allowed` */
export async function withdrawFinding(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  incidentId: string,
  { findingId, reason }: About & z.output<typeof withdrawFindingSchema>,
): Promise<{ id: string }> {
  const { incident, finding } = await loadFinding(context, work, actor, { incidentId, findingId }, 'incident:resolve');
  await updateFinding(work.tx, withdraw(finding, reason, personOf(actor), context.clock.now()));
  await recordChange(context, work, incident, { kind: 'finding-withdrawn', by: actor, codes: { findingId } });
  return { id: findingId };
}

/**
 * Another person drops it.
 * @throws AppError `false-report/another-person-needed`, `false-report/change-not-allowed`
 */
export async function dropFinding(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  incidentId: string,
  { findingId, dropReason, note }: About & z.output<typeof dropFindingSchema>,
): Promise<{ id: string }> {
  const permission = 'incident:decide-finding';
  const { incident, finding } = await loadFinding(context, work, actor, { incidentId, findingId }, permission);
  const decided = { by: actor, now: context.clock.now() };
  await updateFinding(work.tx, drop(finding, { dropReason, note: note ?? null }, decided));
  const codes = { findingId, dropReason };
  await recordChange(context, work, incident, { kind: 'finding-dropped', by: actor, details: { dropReason }, codes });
  return { id: findingId };
}

/**
 * Another person confirms it, after the reporter could answer.
 * @throws AppError `false-report/another-person-needed`, `-/answer-awaited`, `-/answer-unread`, `-/measure-not-possible`,
 * `-/clause-unknown`, `-/change-not-allowed`
 */
export async function confirmFinding(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  incidentId: string,
  { findingId, answersRead, clauses, ...decided }: About & z.output<typeof confirmFindingSchema>,
): Promise<{ id: string }> {
  const permission = 'incident:decide-finding';
  const loaded = await loadFinding(context, work, actor, { incidentId, findingId }, permission);
  if (clauses.some((code) => !findClause(code))) throw new AppError('false-report/clause-unknown');
  const answers = await answersTo(work, loaded.finding);
  const circumstances = { by: actor, answers, answersRead, now: context.clock.now() };
  const [screens] = await context.listScreens(work.tx, [loaded.report.reportId]);
  const about = { ...loaded, isQuiet: screens?.silent ?? false };
  const confirmed = confirm(loaded.finding, { ...decided, clauses: [...new Set(clauses)] }, about, circumstances);
  await updateFinding(work.tx, confirmed);
  const noted = { kind: 'finding-confirmed', by: actor } as const;
  await recordChange(context, work, markFalse(loaded.incident), { ...noted, codes: { findingId } });
  await changeOthers(context, work, confirmed, markFalse, noted);
  await giveReasons(context, work, loaded, confirmed);
  return { id: findingId };
}

/** The reasoned notice (Administrative Procedure Act s.37, s.40), where nobody else can read it. */
async function giveReasons(
  { events }: IncidentContext,
  work: Work,
  { incident, report }: LoadedFinding,
  finding: Finding,
): Promise<void> {
  if (finding.notice === 'to-give' || finding.notice === null) return;
  await events.publish(work, 'finding-confirmed', {
    ...{ incidentId: incident.id, code: incident.code, reportIds: [report.reportId] },
    findingId: finding.id,
    notice: finding.notice,
    reason: finding.reason ?? '',
    clauses: finding.clauses
      .flatMap((code) => findClause(code) ?? [])
      .map(({ clause, th, en }) => ({ clause, th, en })),
    protection: PROTECTION,
    measures: finding.measures.map(({ kind, until }) => ({ kind, until })),
    appealBy: appealBy(finding),
  });
}
