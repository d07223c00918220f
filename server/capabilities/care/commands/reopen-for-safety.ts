import type { Work } from '#platform/database/transaction';
import type { CareContext } from '../context.ts';
import { moveCase } from '../record/case.ts';
import { loadFacts } from '../record/commands/load-facts.ts';
import { recordCaseChange, recordCaseStep } from '../record/commands/record-case-change.ts';
import { findCaseForChange } from '../record/store/case-rows.ts';
import { callOwner } from './call-owner.ts';

/**
 * After the closure the person does not say that all is well: the case is open again at once, with high risk until somebody
 * has asked, and its owner is called. One that is open already only says so.
 */
export async function reopenForSafety(context: CareContext, work: Work, caseId: string): Promise<void> {
  const one = await findCaseForChange(work.tx, caseId);
  if (!one || one.status === 'not-opened') return;
  if (one.status !== 'closed') {
    await recordCaseStep(context, work, caseId, { kind: 'asked-for-help', by: 'timer' });
  } else {
    const reason = 'not-safe';
    const reopened = moveCase(one, 'reopen', await loadFacts(work, one), { reason }, context.clock.now());
    const details = { reason };
    const changed = { ...reopened, risk: 'high' as const };
    await recordCaseChange(context, work, changed, { kind: 'reopened', by: 'timer', details, codes: details });
  }
  await callOwner(context, work, 'case-urgent', one);
}
