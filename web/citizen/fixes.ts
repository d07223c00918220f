import type { PositionError, WebPosition } from '#contract/citizen-report';

export type Fix = WebPosition & { source: 'device-gps'; accuracyMetres: number; at: string };

/** Good enough for a door: nothing better is waited for. */
const GOOD_METRES = 20;
const GIVE_UP_MS = 20_000;
const EARTH_METRES = 6_371_000;

/**
 * Whether a fix says more than the last one that was used: better by at least 30 %, or further away than the last one's own radius.
 * The first is always used, however bad: a street is better than nothing while the alert goes out.
 */
export function saysMore(last: Fix | undefined, next: Fix): boolean {
  if (!last) return true;
  if (next.accuracyMetres <= last.accuracyMetres * 0.7) return true;
  // A bad fix far away is a jump of the network, not a movement.
  return next.accuracyMetres <= last.accuracyMetres && metresBetween(last, next) > last.accuracyMetres;
}

export function metresBetween(a: { lat: number; lng: number }, b: { lat: number; lng: number }): number {
  const radians = Math.PI / 180;
  const north = (b.lat - a.lat) * radians;
  const east = (b.lng - a.lng) * radians * Math.cos(((a.lat + b.lat) / 2) * radians);
  return Math.hypot(north, east) * EARTH_METRES;
}

type Watch = { onFix(fix: Fix): void; onError(error: PositionError): void; onEnd(): void };
const ERRORS: Readonly<Record<number, PositionError>> = { 1: 'denied', 2: 'unavailable', 3: 'timeout' };

/**
 * Asks the device where it is: the first fix at once, then each better one, until it is good or 20 s have passed. An error is a fact
 * for the officer too. @returns stops it
 */
export function watchFixes(
  { onFix, onError, onEnd }: Watch,
  geolocation: Geolocation | undefined = navigator.geolocation,
): () => void {
  let last: Fix | undefined;
  let isOver = false;
  if (!geolocation) {
    onError('unavailable');
    onEnd();
    return () => undefined;
  }
  const end = (): void => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    geolocation.clearWatch(watch);
    onEnd();
  };
  const watch = geolocation.watchPosition(
    ({ coords, timestamp }) => {
      if (isOver) return;
      const { latitude: lat, longitude: lng, accuracy } = coords;
      const fix: Fix = {
        lat,
        lng,
        source: 'device-gps',
        accuracyMetres: Math.round(accuracy),
        at: new Date(timestamp).toISOString(),
      };
      if (!saysMore(last, fix)) return;
      last = fix;
      onFix(fix);
      if (fix.accuracyMetres <= GOOD_METRES) end();
    },
    ({ code }) => {
      if (isOver) return;
      if (!last) onError(ERRORS[code] ?? 'unavailable');
      if (code === 1) end();
    },
    { enableHighAccuracy: true, maximumAge: 0, timeout: GIVE_UP_MS },
  );
  const timer = setTimeout(() => {
    if (!last && !isOver) onError('timeout');
    end();
  }, GIVE_UP_MS);
  return end;
}
