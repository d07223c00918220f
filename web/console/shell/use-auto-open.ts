import { useEffect, useRef } from 'react';
import type { IncidentSummary } from '#contract/incident';

type Props = {
  ringing: readonly IncidentSummary[];
  /** Nothing is open in which a person may be about to press something. */
  isIdle: boolean;
  onOpen: (incidentId: string) => void;
};

/**
 * Opens a new alarm if no incident is open, so that two keys answer it. It never replaces an open incident, because what
 * somebody is about to press must not change. Once closed, it is not opened again.
 */
export function useAutoOpen({ ringing, isIdle, onOpen }: Props): void {
  const offered = useRef(new Set<string>());
  useEffect(() => {
    const fresh = ringing.filter(({ id }) => !offered.current.has(id));
    for (const { id } of ringing) offered.current.add(id);
    const first = fresh[0];
    if (isIdle && first) onOpen(first.id);
  }, [ringing, isIdle, onOpen]);
}
