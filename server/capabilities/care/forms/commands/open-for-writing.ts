import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { Case } from '../../record/case.ts';
import { findCase, findCaseForChange } from '../../record/store/case-rows.ts';
import { type CaseAccess, findCaseAccess } from '../../record/store/fact-rows.ts';

/**
 * The case of a form that somebody writes: people of its owner, and invited ones in their sections. Whoever
 * saves a draft does not lock it, because versions tell who was first; whoever signs does, where it is theirs.
 * @throws AppError `case/not-found`, `access/not-permitted`
 */
export async function openForWriting(
  { tx }: Work,
  caseId: string,
  { lock = false } = {},
): Promise<{ one: Case; access: CaseAccess }> {
  const access = await findCaseAccess(tx, caseId);
  const find = lock && access?.sections === null ? findCaseForChange : findCase;
  const one = access && (await find(tx, caseId));
  if (!one) throw new AppError('case/not-found');
  if (access.sections === null && !access.mayAct) throw new AppError('access/not-permitted');
  return { one, access };
}
