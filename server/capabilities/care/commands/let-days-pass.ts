import type { Actor } from '#capabilities/access';
import type { CaseChanged } from '#contract/case-api';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { CareContext } from '../context.ts';
import { loadCase } from '../record/commands/load-case.ts';
import { recordCaseStep } from '../record/commands/record-case-change.ts';
import { bringNearer } from '../store/training-rows.ts';

/**
 * For training, in a demonstration only: days pass for one case, so that its reminders and the questions in LINE come while
 * somebody learns. The system's own clock stays as it is, and so does what has happened.
 * @throws AppError `request/not-found` outside a demonstration, and for a case of an agency that is not invented; `case/not-found`, `access/not-permitted`
 */
export async function letDaysPass(
  context: CareContext,
  work: Work,
  actor: Actor,
  id: string,
  { days }: { days: number },
): Promise<CaseChanged> {
  if (!context.demonstration) throw new AppError('request/not-found');
  const one = await loadCase(context, work, actor, id, 'case:work');
  await recordCaseStep(context, work, id, { kind: 'days-passed', by: actor, details: { days }, codes: { days } });
  if (!(await bringNearer(work.tx, id, days, context.clock.now()))) throw new AppError('request/not-found');
  return { id, status: one.status, version: one.version };
}
