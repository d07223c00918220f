import type { LatLng } from '#contract/position';

/** As navigation programs and radio operators use it: `16.820000,100.260000`. */
export function formatPoint({ lat, lng }: LatLng): string {
  return `${lat.toFixed(6)},${lng.toFixed(6)}`;
}

/**
 * Opens the telephone's map program, so that the place goes to no web site. Apple's devices do not know `geo:`
 * (RFC 5870) and have their own scheme.
 */
export function mapLink(point: LatLng, userAgent: string): string {
  const place = formatPoint(point);
  return /iPhone|iPad|iPod/.test(userAgent) ? `maps:?daddr=${place}` : `geo:${place}?q=${place}`;
}

/** A foreign web site, offered only with a warning that it is one. */
export function mapSite(point: LatLng): string {
  return `https://www.google.com/maps/dir/?api=1&destination=${encodeURIComponent(formatPoint(point))}`;
}
