import { deviceNow, serverNow } from '../../../live/clock.ts';
import type { Battery, Fix } from './when-to-share.ts';

/** Only Chromium has this API, and TypeScript has no type for it. */
type BatterySource = EventTarget & { level: number; charging: boolean };

const UNKNOWN: Battery = { percent: null, isCharging: false };

export function watchDevice(
  careful: boolean,
  listener: { fix(fix: Fix): void; failed(isDenied: boolean): void },
): () => void {
  if (!('geolocation' in navigator)) {
    listener.failed(true);
    return () => {};
  }
  const id = navigator.geolocation.watchPosition(
    ({ coords, timestamp }) => {
      const accuracyMetres = Number.isFinite(coords.accuracy) ? Math.min(coords.accuracy, 100_000) : null;
      // The device's clock may be wrong, but the age of the measurement is right and the server's time is known.
      const at = serverNow() - Math.max(0, deviceNow() - timestamp);
      listener.fix({ lat: coords.latitude, lng: coords.longitude, accuracyMetres, at });
    },
    (error) => listener.failed(error.code === error.PERMISSION_DENIED),
    { enableHighAccuracy: !careful, maximumAge: careful ? 15_000 : 2000, timeout: 30_000 },
  );
  return () => navigator.geolocation.clearWatch(id);
}

/** The battery level, as far as the browser reports it. */
export function watchBattery(): { read(): Battery; onChange(listener: () => void): () => void } {
  let source: BatterySource | undefined;
  const listeners = new Set<() => void>();
  const update = (): void => {
    for (const listener of listeners) listener();
  };
  const { getBattery } = navigator as { getBattery?: () => Promise<BatterySource> };
  void getBattery
    ?.call(navigator)
    .then((found) => {
      source = found;
      for (const event of ['levelchange', 'chargingchange']) found.addEventListener(event, update);
      update();
    })
    .catch(() => {});
  return {
    read: () => (source ? { percent: Math.round(source.level * 100), isCharging: source.charging } : UNKNOWN),
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
