import { distanceMetres, type TypedPlace } from '#capabilities/jurisdiction';
import type { LatLng } from '#contract/position';

/** Places within this many metres belong to one station or its neighbour, so that one is alerted at once. */
const ONE_STATION_METRES = 30_000;

/** A place that a text surely means, with its accuracy and name. */
export type SurePlace = { position: LatLng; accuracyMetres: number; label: string };

/**
 * One place for all those that a text may mean, if they are sure and close together: the accuracy covers the farthest.
 * A question would only delay the alert; the reporter is asked for a pin afterwards.
 */
export function findSurePlace(places: readonly TypedPlace[]): SurePlace | undefined {
  const sure = likeliest(places);
  return sure && (places.length === 1 || sure.accuracyMetres <= ONE_STATION_METRES) ? sure : undefined;
}

/** The likeliest of several sure places: better than no alert if nobody answers which one is meant. */
export function likeliest(places: readonly TypedPlace[]): SurePlace | undefined {
  const [first] = places;
  if (!first || places.some(({ isSure }) => !isSure)) return undefined;
  const distances = places.map((place) => distanceMetres(first.position, place.position) + place.accuracyMetres);
  const accuracyMetres = Math.ceil(Math.max(first.accuracyMetres, ...distances.slice(1)) / 100) * 100;
  return { position: first.position, accuracyMetres, label: places.map(({ name }) => name.th).join(' หรือ ') };
}
