import { distanceMetres, type TypedPlace } from '#capabilities/jurisdiction';
import type { LatLng } from '#contract/position';

/** Places that lie within this many metres together are for one station, or for its neighbour: it is alerted at once. */
const ONE_STATION_METRES = 30_000;

/** What a text means for sure: the place, how far off it may be, and its name. */
export type SurePlace = { position: LatLng; accuracyMetres: number; label: string };

/**
 * One place out of those a text may mean, if all of them are sure and lie close together: "±" reaches to the farthest of
 * them. A question would only delay the alert; the reporter is asked for a pin afterwards.
 */
export function findSurePlace(places: readonly TypedPlace[]): SurePlace | undefined {
  const sure = likeliest(places);
  return sure && (places.length === 1 || sure.accuracyMetres <= ONE_STATION_METRES) ? sure : undefined;
}

/** The likeliest of sure places wherever they lie: better than no alert at all when nobody answers which one is meant. */
export function likeliest(places: readonly TypedPlace[]): SurePlace | undefined {
  const [first] = places;
  if (!first || places.some(({ isSure }) => !isSure)) return undefined;
  const reach = places.map((place) => distanceMetres(first.position, place.position) + place.accuracyMetres);
  const accuracyMetres = Math.ceil(Math.max(first.accuracyMetres, ...reach.slice(1)) / 100) * 100;
  return { position: first.position, accuracyMetres, label: places.map(({ name }) => name.th).join(' หรือ ') };
}
