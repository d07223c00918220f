import { useEffect, useRef } from 'react';
import { markSeen } from './mark-seen.ts';

/** Alarms that begin together are told together. */
const BATCH_MS = 400;

/** An incident that rings, and since when or by what. */
type Alarm = { id: string; alertedAt: string };

/**
 * Says once for each alarm that it was on a screen somebody could see. Being seen stops nothing; it tells the ladder
 * and the station afterwards whether somebody looked.
 */
export function useSeen(unanswered: readonly Alarm[]): void {
  const told = useRef(new Set<string>());
  useEffect(() => {
    const tell = () => {
      if (document.visibilityState !== 'visible') return;
      const fresh = unanswered.filter((one) => !told.current.has(keyOf(one)));
      if (fresh.length === 0) return;
      for (const one of fresh) told.current.add(keyOf(one));
      markSeen({ incidentIds: fresh.slice(0, 200).map(({ id }) => id) }).catch(() => {
        // Said again with the next change: nobody waits for it.
        for (const one of fresh) told.current.delete(keyOf(one));
      });
    };
    const timer = setTimeout(tell, BATCH_MS);
    document.addEventListener('visibilitychange', tell);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', tell);
    };
  }, [unanswered]);
}

/** A reopened incident begins a new alarm, and an order given anew a new one. */
function keyOf({ id, alertedAt }: Alarm): string {
  return `${id} ${alertedAt}`;
}
