import { useEffect, useRef } from 'react';
import { markSeen } from './mark-seen.ts';

/** Alarms that begin together are reported together. */
const BATCH_MS = 400;

/** A ringing incident or order, with the time of its alert. */
type Alarm = { id: string; alertedAt: string };

/**
 * Reports once for each alarm that it was on a visible screen. That stops no escalation; it shows the station afterwards
 * whether somebody saw it.
 */
export function useSeen(unanswered: readonly Alarm[]): void {
  const reported = useRef(new Set<string>());
  useEffect(() => {
    const reportVisible = () => {
      if (document.visibilityState !== 'visible') return;
      const unreported = unanswered.filter((one) => !reported.current.has(keyOf(one)));
      if (unreported.length === 0) return;
      for (const one of unreported) reported.current.add(keyOf(one));
      markSeen({ incidentIds: unreported.slice(0, 200).map(({ id }) => id) }).catch(() => {
        // Reported again with the next change: nobody waits for it.
        for (const one of unreported) reported.current.delete(keyOf(one));
      });
    };
    const timer = setTimeout(reportVisible, BATCH_MS);
    document.addEventListener('visibilitychange', reportVisible);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', reportVisible);
    };
  }, [unanswered]);
}

/** A reopened incident and a repeated order are new alarms. */
function keyOf({ id, alertedAt }: Alarm): string {
  return `${id} ${alertedAt}`;
}
