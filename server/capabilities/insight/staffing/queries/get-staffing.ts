import type { Actor } from '#capabilities/access';
import type { Staffing } from '#contract/staffing';
import { thaiDayOf } from '#contract/thai-day';
import type { Connection } from '#platform/database/database';
import type { FigureContext } from '../../context.ts';
import { scopeOf } from '../../figures/scope.ts';
import { areaOf, buildStaffing } from '../staffing-model.ts';
import { readStaffingFacts } from '../store/staffing-fact-rows.ts';

/** What is known of a province's stations, and what would be assumed. @throws AppError `insight/not-yours` */
export async function getStaffing(
  { clock, jurisdiction }: FigureContext,
  connection: Connection,
  actor: Actor,
  province: string,
): Promise<Staffing> {
  scopeOf(jurisdiction, actor, { province });
  const area = areaOf(jurisdiction, province, thaiDayOf(clock.now()));
  return buildStaffing(area, await readStaffingFacts(connection, area)).staffing;
}
