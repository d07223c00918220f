import { useEffect, useRef } from 'react';
import type { IncidentSummary } from '#contract/incident';

type Props = {
  ringing: readonly IncidentSummary[];
  /** Nothing is open that a person may be about to press on. */
  isIdle: boolean;
  onOpen: (incidentId: string) => void;
};

/**
 * A new alarm opens by itself when the panel is empty, so that two keys answer it. Never over an opened incident: what
 * one is about to press must not change under the finger. Once closed, it is not opened again.
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
