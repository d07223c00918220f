import type { Actor } from '#capabilities/access';
import { mayFor } from '#capabilities/jurisdiction';
import { CASE_ACTIONS, type CaseAction, type CaseTimelineKind, type HoldReason } from '#contract/case';
import type { CaseChanged } from '#contract/case-api';
import { CASE_RISKS, type CaseRisk } from '#contract/case-forms';
import type { ThaiDay } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { CareContext } from '../../context.ts';
import { changeRisk, hold, moveCase, resume } from '../case.ts';
import { withdrawApprovals } from '../store/approval-rows.ts';
import { loadCase } from './load-case.ts';
import { loadFacts } from './load-facts.ts';
import { recordCaseChange } from './record-case-change.ts';

/** What a worker moves a case by, without a second person. */
const WORKERS_STEPS = {
  'finish-assessment': 'assessment-finished',
  'start-plan': 'plan-started',
  'follow-up': 'services-ended',
  reassess: 'reassessed',
  replan: 'replanned',
  reopen: 'reopened',
} as const satisfies Partial<Record<CaseAction, CaseTimelineKind>>;
type WorkersStep = keyof typeof WORKERS_STEPS;

/** One step of the state table; what is still missing for it is named. */
export function moveBy(action: WorkersStep) {
  return async (
    context: CareContext,
    work: Work,
    actor: Actor,
    id: string,
    input: { reason?: string } | undefined,
  ): Promise<CaseChanged> => {
    const one = await loadCase(context, work, actor, id, CASE_ACTIONS[action].permission);
    const now = context.clock.now();
    const reason = input?.reason ?? null;
    const changed = moveCase(one, action, await loadFacts(work, one), { reason }, now);
    // What waits for a decision was proposed for the step before.
    await withdrawApprovals(work.tx, id, { personId: actor.userId, at: now });
    const details: Record<string, string> = reason ? { reason } : {};
    const kind = WORKERS_STEPS[action];
    const saved = await recordCaseChange(context, work, changed, { kind, by: actor, details, codes: details });
    return { id, status: saved.status, version: saved.version };
  };
}

/** A mark with a reason and a last day. */
export async function holdCase(
  context: CareContext,
  work: Work,
  actor: Actor,
  id: string,
  { reason, until }: { reason: HoldReason; until: ThaiDay },
): Promise<CaseChanged> {
  const one = await loadCase(context, work, actor, id, 'case:work');
  const details = { reason, until };
  const changed = hold(one, reason, until, context.clock.now());
  const saved = await recordCaseChange(context, work, changed, { kind: 'held', by: actor, details, codes: details });
  return { id, status: saved.status, version: saved.version };
}

export async function resumeCase(context: CareContext, work: Work, actor: Actor, id: string): Promise<CaseChanged> {
  const one = await loadCase(context, work, actor, id, 'case:work');
  const saved = await recordCaseChange(context, work, resume(one), { kind: 'resumed', by: actor });
  return { id, status: saved.status, version: saved.version };
}

/**
 * The worker raises the risk at once; lowering it takes a second person.
 * @throws AppError `case/self-approval`
 */
export async function setCaseRisk(
  context: CareContext,
  work: Work,
  actor: Actor,
  id: string,
  { risk, reason }: { risk: CaseRisk; reason: string },
): Promise<CaseChanged> {
  const one = await loadCase(context, work, actor, id, 'case:work');
  // Unknown counts as high.
  const isLower = CASE_RISKS.indexOf(risk) > CASE_RISKS.indexOf(one.risk ?? 'high');
  const maySecond =
    mayFor(context.jurisdiction, actor, 'case:approve', [one.agencyId]) && one.workerId !== actor.userId;
  if (isLower && !maySecond) throw new AppError('case/self-approval');
  const changed = changeRisk(one, risk);
  const saved = await recordCaseChange(context, work, changed, {
    ...{ kind: 'risk-changed', by: actor, details: { risk, was: one.risk, reason }, codes: { risk, was: one.risk } },
  });
  return { id, status: saved.status, version: saved.version };
}
