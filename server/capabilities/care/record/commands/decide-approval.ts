import type { Actor } from '#capabilities/access';
import { CLOSURE_REASONS, NOT_OPENED_REASONS } from '#contract/case';
import type { CaseChanged, DecideApproval, RequestApproval } from '#contract/case-api';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { CareContext } from '../../context.ts';
import { actionOf, approvalDecided, approvalDueAt, decide, propose } from '../approval.ts';
import { type Case, moveCase } from '../case.ts';
import { findApproval, insertApproval, listAuthors, saveDecision, withdrawApprovals } from '../store/approval-rows.ts';
import { loadCase } from './load-case.ts';
import { loadFacts } from './load-facts.ts';
import { type CaseStep, recordCaseChange, recordCaseStep } from './record-case-change.ts';

/** A worker proposes what a second person must decide. */
export async function requestApproval(
  context: CareContext,
  work: Work,
  actor: Actor,
  id: string,
  request: RequestApproval,
): Promise<{ id: string }> {
  const one = await loadCase(context, work, actor, id, 'case:work');
  const { subject } = request;
  const reason = reasonFor(request);
  const recordId = propose(one, subject, await loadFacts(work, one), reason);
  const now = context.clock.now();
  const approval = {
    ...{ id: newId(), caseId: id, subject, recordId, reason, requestedByPersonId: actor.userId, requestedAt: now },
    ...{ dueAt: approvalDueAt(now), decision: null, fields: [], decidedByPersonId: null, decidedAt: null },
  };
  if (!(await insertApproval(work.tx, approval))) {
    throw new AppError('case/approval-open', { lostTo: { subjects: [id], actions: ['case/approval-requested'] } });
  }
  const codes = { approvalId: approval.id, subject, recordId };
  await recordCaseStep(context, work, id, {
    ...{ kind: 'approval-requested', by: actor, details: { subject, reason }, codes },
    subjectId: approval.id,
  });
  return { id: approval.id };
}

/** Each subject has reasons of its own. */
function reasonFor({ subject, reason }: RequestApproval): string | null {
  const known: readonly string[] =
    subject === 'not-opened' ? NOT_OPENED_REASONS : subject === 'closure' ? CLOSURE_REASONS : [];
  return reason !== undefined && known.includes(reason) ? reason : null;
}

/**
 * A second person decides. What ends a case ends it with the decision; anything else the worker goes on with.
 * @throws AppError `case/approval-not-found`, `case/approval-decided`, `case/self-approval`, `case/guard-missing`
 */
export async function decideApproval(
  context: CareContext,
  work: Work,
  actor: Actor,
  id: string,
  input: DecideApproval,
  { approvalId = '' }: Readonly<Record<string, string>>,
): Promise<CaseChanged> {
  const one = await loadCase(context, work, actor, id, 'case:approve');
  const approval = await findApproval(work.tx, id, approvalId);
  if (!approval) throw new AppError('case/approval-not-found');
  const now = context.clock.now();
  const authorIds = [one.workerId, ...(await listAuthors(work.tx, approval.recordId))];
  const decided = decide(approval, input, { personId: actor.userId, authorIds }, now);
  const { decision, subject, reason } = decided;
  const action = decision === 'approved' ? actionOf(subject, one) : undefined;
  // Before anything is written: a guard that no longer holds leaves it undecided.
  const facts = action ? await loadFacts(work, one) : undefined;
  const changed =
    facts && action && action !== 'accept'
      ? moveCase(one, action, facts, { reason, deciding: subject }, now)
      : undefined;
  if (!(await saveDecision(work.tx, decided))) throw approvalDecided(approval);
  const codes = { approvalId, subject, recordId: approval.recordId };
  const fields = decided.fields.map(({ field }) => field).join(', ');
  const step = { by: actor, details: { subject, ...(fields && { fields }) }, codes, subjectId: approvalId } as const;
  const kind = decision === 'sent-back' ? 'sent-back' : decision === 'refused' ? 'refused' : 'approved';
  if (changed) return endCase(context, work, actor, changed, { kind, ...step });
  await recordCaseStep(context, work, id, { kind, ...step });
  return { id, status: one.status, version: one.version };
}

/** Nothing of an ended case waits for a decision any more. */
async function endCase(
  context: CareContext,
  work: Work,
  actor: Actor,
  changed: Case,
  approved: CaseStep,
): Promise<CaseChanged> {
  await withdrawApprovals(work.tx, changed.id, { personId: actor.userId, at: changed.closedAt ?? changed.statusSince });
  const kind = changed.status === 'not-opened' ? 'not-opened' : 'closed';
  const details = { reason: changed.endReason };
  const saved = await recordCaseChange(context, work, changed, { kind, by: actor, details, codes: details }, [
    approved,
  ]);
  return { id: saved.id, status: saved.status, version: saved.version };
}

/** Whoever proposed it takes it back. */
export async function withdrawApproval(
  context: CareContext,
  work: Work,
  actor: Actor,
  id: string,
  _: unknown,
  { approvalId = '' }: Readonly<Record<string, string>>,
): Promise<CaseChanged> {
  const one = await loadCase(context, work, actor, id, 'case:work');
  const approval = await findApproval(work.tx, id, approvalId);
  if (!approval) throw new AppError('case/approval-not-found');
  if (approval.requestedByPersonId !== actor.userId) throw new AppError('access/not-permitted');
  const now = context.clock.now();
  const withdrawn = { ...approval, decision: 'withdrawn', decidedByPersonId: actor.userId, decidedAt: now } as const;
  if (approval.decision || !(await saveDecision(work.tx, withdrawn))) throw approvalDecided(approval);
  const { subject } = approval;
  const codes = { approvalId, subject };
  await recordCaseStep(context, work, id, {
    ...{ kind: 'approval-withdrawn', by: actor, details: { subject }, codes, subjectId: approvalId },
  });
  return { id, status: one.status, version: one.version };
}
