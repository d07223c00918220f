import type { Actor } from '#capabilities/access';
import { mayFor } from '#capabilities/jurisdiction';
import type { StationOutcomes } from '#contract/station-outcomes';
import { DAY_MS } from '#contract/thai-day';
import type { Connection } from '#platform/database/database';
import type { QueryContext } from '../../context.ts';
import { nameAgency } from '../../record/queries/list-summaries.ts';
import { countOutcomes } from '../store/outcome-rows.ts';

/** Outcomes of the person's stations in the last days, most complaints first. */
export async function listStationOutcomes(
  { jurisdiction, clock }: QueryContext,
  connection: Connection,
  actor: Actor,
  days: number,
): Promise<StationOutcomes> {
  const since = new Date(clock.now().getTime() - days * DAY_MS);
  const counted = await countOutcomes(connection, since);
  const stations = counted
    .filter(({ agencyId }) => mayFor(jurisdiction, actor, 'incident:export', [agencyId]))
    .map(({ agencyId, stars, ...numbers }) => ({
      agency: nameAgency(jurisdiction, agencyId),
      ...numbers,
      stars: stars === null ? null : Math.round(stars * 10) / 10,
    }))
    .sort((one, other) => other.nobodyCame - one.nobodyCame || other.closed - one.closed);
  return { since: since.toISOString(), stations };
}
