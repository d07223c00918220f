import type { Actor } from '#capabilities/access';
import type { RepeatPlace, RepeatPlaces } from '#contract/places';
import type { Work } from '#platform/database/transaction';
import type { PreventionContext } from '../../context.ts';
import { compareRates } from '../../methods/rate-ratio.ts';
import { describeRevisit, namesOf } from '../describe-place.ts';
import { mayReadAddress, placeRightsOf } from '../place-scope.ts';
import { listRepeatPlaceRows } from '../store/place-rows.ts';
import { countAroundVisits, countVisits, listRevisits, type RevisitRow } from '../store/revisit-rows.ts';

const MOST_PLACES = 200;
const MOST_DAYS_AROUND = 90;
/** One door proves nothing; below ten visited ones no ratio is said. */
const ENOUGH_PLACES = 10;

/** Doors to go back to, of those that somebody may know of, and what the visits have brought. */
export async function listRepeatPlaces(
  { clock, jurisdiction }: Pick<PreventionContext, 'clock' | 'jurisdiction'>,
  work: Work,
  actor: Actor,
  { province = null }: { province?: string | null | undefined },
): Promise<RepeatPlaces> {
  const { tx } = work;
  const now = clock.now();
  const { scope, withheld, today } = await placeRightsOf({ clock, jurisdiction }, work, actor);
  const found = await listRepeatPlaceRows(tx, { scope, withheld, today, province, limit: MOST_PLACES + 1 });
  const listed = found.slice(0, MOST_PLACES);
  const visits = Map.groupBy(
    await listRevisits(
      tx,
      listed.map(({ id }) => id),
    ),
    ({ rootId }) => rootId,
  );
  const around = await countAroundVisits(tx, { scope, province, today, now, mostDays: MOST_DAYS_AROUND });
  const ratio = around.places < ENOUGH_PLACES ? 'too-few' : compareRates(around.before, around.after);
  return {
    asOf: now.toISOString(),
    today,
    places: listed.map((place): RepeatPlace => {
      const there = visits.get(place.id) ?? [];
      const mayRead = mayReadAddress(jurisdiction, actor, place, { visits: there, today });
      return {
        ...{ id: place.id, cell: place.cell ?? '', ...namesOf(jurisdiction, place.subdistrictCode), n: place.n },
        ...{ firstOn: place.firstOn ?? today, lastOn: place.lastOn ?? today },
        ...{ isQuiet: mayRead ? place.isQuiet : null, mayRead },
        revisits: mayRead ? latestOf(there).map((visit) => describeRevisit(jurisdiction, actor, visit)) : [],
      };
    }),
    isCut: found.length > MOST_PLACES,
    visits: await countVisits(tx, { scope, province, today }),
    beforeAfter: { ...around, ratio: ratio === 'too-few' ? null : ratio },
  };
}

/** The visits after the latest incident, in the order of their days. */
function latestOf(visits: readonly RevisitRow[]): RevisitRow[] {
  const newest = visits[0]?.incidentId;
  return visits.filter(({ incidentId }) => incidentId === newest).sort((one, other) => one.day - other.day);
}
