import type { Actor } from '#capabilities/access';
import { mayFor } from '#capabilities/jurisdiction';
import type { Permission } from '#contract/permission';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { CareContext } from '../../context.ts';
import type { Case } from '../case.ts';
import { findCaseForChange } from '../store/case-rows.ts';

/**
 * Loads and locks a case for somebody who may do this for its owner. Row security shows nobody a case that is not theirs,
 * or from which they are barred: it is answered like one that does not exist.
 * @throws AppError `case/not-found`, `access/not-permitted`
 */
export async function loadCase(
  { jurisdiction }: CareContext,
  work: Work,
  actor: Actor,
  id: string,
  permission: Permission,
): Promise<Case> {
  const found = await findCaseForChange(work.tx, id);
  if (!found) throw new AppError('case/not-found');
  if (!mayFor(jurisdiction, actor, permission, [found.agencyId])) throw new AppError('access/not-permitted');
  return found;
}
