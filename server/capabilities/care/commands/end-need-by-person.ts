import type { NeedOutcome } from '#contract/case-need';
import type { Work } from '#platform/database/transaction';
import type { CareContext } from '../context.ts';
import { endNeedRow, findNeed } from '../forms/store/need-rows.ts';
import { recordCaseStep } from '../record/commands/record-case-change.ts';

/** The person said it themselves, in a chat: the need ends by their word. @returns false when it has ended already */
export async function endNeedByPerson(
  context: CareContext,
  work: Work,
  { caseId, needId, outcome }: { caseId: string; needId: string; outcome: NeedOutcome },
): Promise<boolean> {
  const need = await findNeed(work.tx, caseId, needId);
  const ended = { outcome, saidBy: 'person', at: context.clock.now(), byPersonId: null } as const;
  if (!need || !(await endNeedRow(work.tx, needId, ended))) return false;
  await recordCaseStep(context, work, caseId, {
    ...{ kind: 'need-ended', by: 'timer', section: 'assessment', subjectId: needId },
    ...{ details: { code: need.code, outcome, saidBy: 'person' }, codes: { needId, outcome, saidBy: 'person' } },
  });
  return true;
}
