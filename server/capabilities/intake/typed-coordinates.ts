import type { LatLng } from '#contract/position';

/** A degree of latitude in metres; half of the last written digit is how far off it may be. */
const METRES_PER_DEGREE = 111_320;
/** From five digits on nobody knows how exact it is. */
const EXACT_DIGITS = 5;

const PAIRS = [
  // The pin itself in a copied Google link; the `@` before it is only the middle of the screen.
  /!3d(-?\d{1,3}\.\d+)!4d(-?\d{1,3}\.\d+)/,
  /(?<![\d.])(-?\d{1,3}\.\d{2,})\s*(?:,|%2c|\s)\s*(-?\d{1,3}\.\d{2,})/,
];
/** `16°49'16"N 100°15'57"E`, as maps show it. */
const DEGREES =
  /(\d{1,2})°\s*(\d{1,2})['′]\s*([\d.]+)(?:["″]|'')\s*n[\s,]*(\d{1,3})°\s*(\d{1,2})['′]\s*([\d.]+)(?:["″]|'')\s*e/;

/** Coordinates in what was typed or pasted, alone or inside a map link, with the metres their rounding may cost. */
export function findCoordinates(said: string): (LatLng & { accuracyMetres: number | null }) | undefined {
  const degrees = DEGREES.exec(said);
  if (degrees) {
    const [latDegrees, latMinutes, latSeconds, lngDegrees, lngMinutes, lngSeconds] = degrees.slice(1).map(Number);
    const lat = sum(latDegrees, latMinutes, latSeconds);
    const lng = sum(lngDegrees, lngMinutes, lngSeconds);
    return inWorld(lat, lng, null);
  }
  for (const pattern of PAIRS) {
    const [, one = '', other = ''] = pattern.exec(said) ?? [];
    if (!one) continue;
    const digits = Math.min(...[one, other].map((number) => number.split('.')[1]?.length ?? 0));
    const accuracyMetres = digits >= EXACT_DIGITS ? null : Math.ceil(METRES_PER_DEGREE / 10 ** digits / 2);
    const [lat, lng] = [Number(one), Number(other)];
    // Thailand's longitudes are no latitudes, so a pair the wrong way round gives itself away.
    return inWorld(lat, lng, accuracyMetres) ?? inWorld(lng, lat, accuracyMetres);
  }
  return undefined;
}

function sum(degrees = 0, minutes = 0, seconds = 0): number {
  return degrees + minutes / 60 + seconds / 3600;
}

function inWorld(lat: number, lng: number, accuracyMetres: number | null) {
  return Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? { lat, lng, accuracyMetres } : undefined;
}
