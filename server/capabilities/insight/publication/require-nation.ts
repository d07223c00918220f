import type { Actor } from '#capabilities/access';
import { branchesWith, type Jurisdiction } from '#capabilities/jurisdiction';
import { AppError } from '#platform/app-error';

/** The top of the tree of agencies. */
const NATION = 'th';

/** What is published is the nation's: a province or a station neither proposes nor decides. @throws AppError `insight/not-national` */
export function requireNation(jurisdiction: Pick<Jurisdiction, 'findAgency'>, actor: Actor): void {
  if (!isNational(jurisdiction, actor)) throw new AppError('insight/not-national');
}

export function isNational(jurisdiction: Parameters<typeof branchesWith>[0], actor: Actor): boolean {
  return branchesWith(jurisdiction, actor, 'insight:publish').includes(NATION);
}
