import type { Actor } from '#capabilities/access';
import type { Work } from '#platform/database/transaction';
import type { CareContext } from '../context.ts';
import { reopenNeedRow } from '../forms/store/need-rows.ts';
import { moveCase } from '../record/case.ts';
import { loadFacts } from '../record/commands/load-facts.ts';
import { recordCaseChange, recordCaseStep } from '../record/commands/record-case-change.ts';
import { findCaseForChange } from '../record/store/case-rows.ts';
import { callOwner } from './call-owner.ts';

/**
 * Help did not last: the need is open again, and so is its case where it was closed; its owner is called. Where the same is
 * needed already by an open need, that one stands for both.
 */
export async function reopenNeed(
  context: CareContext,
  work: Work,
  { caseId, needId, by = 'timer' }: { caseId: string; needId: string; by?: Actor | 'timer' },
): Promise<void> {
  const one = await findCaseForChange(work.tx, caseId);
  if (!one || one.status === 'not-opened') return;
  const code = await reopenNeedRow(work.tx, needId);
  if (code !== undefined) {
    const codes = { needId, code };
    await recordCaseStep(context, work, caseId, {
      ...{ kind: 'need-opened', by, section: 'assessment', details: { code }, codes, subjectId: needId },
    });
  }
  if (one.status === 'closed') {
    const reason = 'need-open-again';
    const reopened = moveCase(one, 'reopen', await loadFacts(work, one), { reason }, context.clock.now());
    await recordCaseChange(context, work, reopened, {
      kind: 'reopened',
      by,
      details: { reason },
      codes: { reason },
    });
  }
  await callOwner(context, work, 'case-urgent', one);
}
