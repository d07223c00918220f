import type { Actor } from '#capabilities/access';
import { mayFor } from '#capabilities/jurisdiction';
import { isOpenCase } from '#contract/case';
import type { OpenNeed } from '#contract/case-api';
import { canSayOutcome, type NeedOutcome, type NeedSaidBy } from '#contract/case-need';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { CareContext } from '../../context.ts';
import { changeNotAllowed } from '../../record/case.ts';
import { loadCase } from '../../record/commands/load-case.ts';
import { recordCaseStep } from '../../record/commands/record-case-change.ts';
import { endNeedRow, findNeed, insertNeeds } from '../store/need-rows.ts';

/** A need that no assessment named: the person asked for it, or a colleague saw it. */
export async function openNeed(
  context: CareContext,
  work: Work,
  actor: Actor,
  caseId: string,
  { code }: OpenNeed,
): Promise<void> {
  const one = await loadCase(context, work, actor, caseId, 'case:work');
  if (!isOpenCase(one.status)) throw changeNotAllowed(one, 'need');
  const openedAt = context.clock.now();
  const need = { id: newId(), caseId, code, recordId: null, openedAt, openedByPersonId: actor.userId };
  const [opened] = await insertNeeds(work.tx, [need]);
  if (!opened) throw new AppError('case/need-open', { lostTo: { subjects: [caseId], actions: ['case/need-opened'] } });
  await recordCaseStep(context, work, caseId, {
    ...{ kind: 'need-opened', by: actor, section: 'assessment' },
    ...{ details: { code }, codes: { needId: need.id, code }, subjectId: need.id },
  });
}

/**
 * Only an outcome closes a need: what became of a referral or a service does not. Whoever calls this with `loss-accepted` has
 * seen to it that one person proposed it and another decides.
 * @throws AppError `case/need-not-found`, `case/need-ended`, `case/outcome-not-theirs`, `access/not-permitted`
 */
export async function endNeed(
  context: CareContext,
  work: Work,
  actor: Actor,
  caseId: string,
  { outcome, saidBy }: { outcome: NeedOutcome; saidBy: NeedSaidBy },
  { needId = '' }: Readonly<Record<string, string>>,
): Promise<void> {
  const one = await loadCase(context, work, actor, caseId, 'case:work');
  const need = await findNeed(work.tx, caseId, needId);
  if (!need) throw new AppError('case/need-not-found');
  if (!canSayOutcome(outcome, saidBy)) throw new AppError('case/outcome-not-theirs', { params: { outcome, saidBy } });
  if (saidBy === 'supervisor' && !mayFor(context.jurisdiction, actor, 'case:approve', [one.agencyId]))
    throw new AppError('access/not-permitted');
  const ended = { outcome, saidBy, at: context.clock.now(), byPersonId: actor.userId };
  if (!(await endNeedRow(work.tx, needId, ended)))
    throw new AppError('case/need-ended', { lostTo: { subjects: [caseId], actions: ['case/need-ended'] } });
  await recordCaseStep(context, work, caseId, {
    ...{ kind: 'need-ended', by: actor, section: 'assessment' },
    ...{ details: { code: need.code, outcome, saidBy }, codes: { needId, outcome, saidBy }, subjectId: needId },
  });
}
