import { findCentre } from '#capabilities/jurisdiction';
import { thaiDayOf } from '#contract/thai-day';
import type { Connection } from '#platform/database/database';
import { newId } from '#platform/ids';
import type { PreventionContext } from '../../context.ts';
import { assignPlaces } from '../place.ts';
import { cellOf } from '../province-cells.ts';
import { chooseRevisitors, planRevisits, sumOf } from '../revisit.ts';
import {
  type CountedIncident,
  listCountedIncidents,
  listSitesAround,
  type PlaceRow,
  removeEmpty,
  removeGone,
  replaceSums,
  storePlaced,
} from '../store/place-rows.ts';
import { replaceRevisits } from '../store/revisit-rows.ts';

type Context = Pick<PreventionContext, 'clock' | 'jurisdiction'>;

/** Finds the places of incidents, and makes sums and visits of these places anew: replaced, never added to. */
export async function placeIncidents(context: Context, tx: Connection, incidentIds: readonly string[]): Promise<void> {
  const left = await removeGone(tx, incidentIds);
  const sites = await listSitesAround(tx, incidentIds);
  const before = new Map(sites.map(({ incidentId, placeId }) => [incidentId, placeId]));
  const placed = assignPlaces(sites, new Set(incidentIds), newId);
  await storePlaced(
    tx,
    placed.filter(({ incidentId, placeId }) => before.get(incidentId) !== placeId),
  );
  const own = incidentIds.flatMap((id) => before.get(id) ?? []);
  const touched = [...new Set([...left, ...own, ...placed.map(({ placeId }) => placeId)])];
  await replacePlaces(context, tx, touched);
  await removeEmpty(tx, touched);
}

/** Makes sums and visits of the places that these count for anew. */
export async function replacePlaces(
  { clock, jurisdiction }: Context,
  tx: Connection,
  placeIds: readonly string[],
): Promise<void> {
  const today = thaiDayOf(clock.now());
  const { rootIds, incidents } = await listCountedIncidents(tx, placeIds);
  const ofPlace = Map.groupBy(incidents, ({ rootId }) => rootId);
  const [sums, latest, planned]: [PlaceRow[], Parameters<typeof replaceRevisits>[1]['latest'][number][], Planned[]] = [
    [],
    [],
    [],
  ];
  for (const id of rootIds) {
    const there = ofPlace.get(id) ?? [];
    const counted = there.map(({ incidentId, openedAt, type, isQuiet }) => ({
      ...{ incidentId, type, isQuiet, on: thaiDayOf(openedAt) },
    }));
    const sum = sumOf(counted);
    const last = there.at(-1);
    const who = last && chooseRevisitors(counted, agenciesOf(jurisdiction, last));
    sums.push({
      ...{ id, ...sum },
      ...{ agencyId: last?.agencyId ?? null, centreId: who?.centreId ?? null },
      ...{ provinceCode: last?.place.provinceCode ?? null, subdistrictCode: last?.place.subdistrictCode ?? null },
      cell: last ? cellOf(last) : null,
    });
    if (!last || !who || sum.n < 2) continue;
    latest.push({ incidentId: last.incidentId, ...who });
    planned.push(...planRevisits(counted, today).map((one) => ({ ...one, ...who, id: newId() })));
  }
  await replaceSums(tx, sums);
  await replaceRevisits(tx, { rootIds, latest, planned });
}

type Planned = Parameters<typeof replaceRevisits>[1]['planned'][number];

function agenciesOf(jurisdiction: Context['jurisdiction'], { agencyId, lat, lng }: CountedIncident) {
  return { agencyId, centreId: findCentre(jurisdiction, { lat, lng })?.id ?? null };
}
