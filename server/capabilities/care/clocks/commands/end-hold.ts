import type { Work } from '#platform/database/transaction';
import type { CareContext } from '../../context.ts';
import { resume } from '../../record/case.ts';
import { recordCaseChange } from '../../record/commands/record-case-change.ts';
import { findCaseForChange } from '../../record/store/case-rows.ts';

/** The last day of a hold is over: the clocks of the case go on with the time they had left. Once; nothing where it was ended by hand. */
export async function endHold(context: CareContext, work: Work, caseId: string): Promise<void> {
  const one = await findCaseForChange(work.tx, caseId);
  if (!one?.holdReason) return;
  const details = { why: 'date' };
  await recordCaseChange(context, work, resume(one), { kind: 'resumed', by: 'timer', details, codes: details });
}
