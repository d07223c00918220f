import { DIMENSIONS } from '#contract/family-indicators';
import type { FamilyFigures } from '#contract/self-reliance';
import { endOfThaiDay, momentOf, type ThaiDay, thaiDayOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { FamilyQueryContext } from '../context.ts';
import { countChanges, countPlans, countStopReasons } from '../store/plan-lists.ts';

/** How many families are on their way, and the steps they made between two days. @throws AppError `self-reliance/day-not-possible` */
export async function countFigures(
  { jurisdiction, clock }: FamilyQueryContext,
  connection: Connection,
  { from, until }: { from: ThaiDay; until: ThaiDay },
): Promise<FamilyFigures> {
  if (from > until) throw new AppError('self-reliance/day-not-possible');
  const [since, before] = [momentOf(from, 0), endOfThaiDay(until)];
  const counted = await countPlans(connection, { today: thaiDayOf(clock.now()), since, before });
  const agencies = counted.map(({ agencyId, ...figures }) => {
    const { nameTh, nameEn } = jurisdiction.getAgency(agencyId);
    return { agency: { id: agencyId, nameTh, nameEn }, ...figures };
  });
  agencies.sort((one, other) => one.agency.nameTh.localeCompare(other.agency.nameTh, 'th'));
  const stopped = await countStopReasons(connection, { since, before });
  const change = await countChanges(connection);
  change.sort((one, other) => DIMENSIONS.indexOf(one.dimension) - DIMENSIONS.indexOf(other.dimension));
  return { agencies, stopped, change };
}
