import { useEffect, useState } from 'react';
import { watchBattery, watchDevice } from './device.ts';
import { type Sharing, sharePosition } from './share-position.ts';
import type { Battery, Fix } from './when-to-share.ts';

/** Shares the position of this phone while the unit has a job; null while it has none. */
export function useSharing(isSent: boolean): Sharing | null {
  const [sharing, setSharing] = useState<Sharing | null>(null);
  useEffect(() => {
    if (!isSent) return;
    const stop = sharePosition({ watch: watchDevice, battery: watchBattery(), send, onChange: setSharing });
    return () => {
      stop();
      setSharing(null);
    };
  }, [isSent]);
  return sharing;
}

async function send({ lat, lng, accuracyMetres, at }: Fix, { percent }: Battery) {
  const response = await fetch('/api/v1/me/position', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ lat, lng, accuracyMetres, at: new Date(at).toISOString(), batteryPercent: percent }),
    signal: AbortSignal.timeout(10_000),
  });
  const taken: unknown = response.ok ? await response.json().catch(() => null) : null;
  const isExact = typeof taken === 'object' && taken !== null && 'use' in taken && taken.use === 'exact';
  return { status: response.status, isExact };
}
