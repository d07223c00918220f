import { useEffect } from 'react';
import type { ConnectionState } from '../live/connection.ts';
import type { AlarmTone } from '../ui/alarm-tone.ts';

/** A short drop recovers by itself; after this time an officer who looks elsewhere should know that the screen is not live. */
const CHIME_AFTER_MS = 10_000;

export function useConnectionChime(connection: ConnectionState, tone: AlarmTone): void {
  const isDown = connection.state === 'down';
  useEffect(() => {
    if (!isDown) return;
    const timer = setTimeout(tone.chime, CHIME_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isDown, tone]);
}
