import type { Actor } from '#capabilities/access';
import { decideAssessment } from '#contract/case-risk';
import type { Work } from '#platform/database/transaction';
import type { CareContext } from '../../context.ts';
import { recordCaseChange } from '../../record/commands/record-case-change.ts';
import { findApproval } from '../../record/store/approval-rows.ts';
import { findCaseForChange } from '../../record/store/case-rows.ts';
import { readDraft } from '../form-record.ts';
import { findFormById, findNewestSigned } from '../store/form-rows.ts';
import { dangerLevelOf } from './sign-record.ts';

/**
 * A second person agrees to an assessment in which the worker said another level than the computed one: from now on that
 * level counts, also a lower one.
 * @returns the new version of the case, if it has changed
 */
export async function applyApprovedRisk(
  context: CareContext,
  work: Work,
  actor: Actor,
  caseId: string,
  approvalId: string,
): Promise<number | undefined> {
  const approval = await findApproval(work.tx, caseId, approvalId);
  if (approval?.subject !== 'high-risk-assessment' || approval.decision !== 'approved' || !approval.recordId)
    return undefined;
  const form = await findFormById(work.tx, approval.recordId);
  const one = form && (await findCaseForChange(work.tx, caseId));
  if (!one) return undefined;
  const danger = await findNewestSigned(work.tx, caseId, 'danger');
  const draft = readDraft('assessment', form.body);
  const { level } = decideAssessment(draft, danger && dangerLevelOf(danger.body));
  if (draft.override === undefined || level === undefined || level === one.risk) return undefined;
  const details = { from: one.risk, to: level };
  const step = { kind: 'risk-changed', by: actor, details, codes: details } as const;
  return (await recordCaseChange(context, work, { ...one, risk: level }, step)).version;
}
