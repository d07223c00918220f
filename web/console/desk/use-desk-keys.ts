import { useEffect } from 'react';
import type { IncidentSummary } from '#contract/incident';
import { useKeys } from '../ui/use-keys.ts';

type Props = {
  ordered: readonly IncidentSummary[];
  openedId: string | null;
  isOnIncident: boolean;
  onOpen: (incidentId: string) => void;
  onClose: () => void;
};

/** Through the list by J and K or the arrows: moving opens, so that one look and one key are enough. */
export function useDeskKeys({ ordered, openedId, isOnIncident, onOpen, onClose }: Props): void {
  const move = (step: number, event: KeyboardEvent): void => {
    event.preventDefault();
    const at = ordered.findIndex(({ id }) => id === openedId);
    const next = ordered[at < 0 ? 0 : Math.min(ordered.length - 1, Math.max(0, at + step))];
    if (next) onOpen(next.id);
  };
  useKeys({
    j: (event) => move(1, event),
    k: (event) => move(-1, event),
    arrowdown: (event) => move(1, event),
    arrowup: (event) => move(-1, event),
    enter: () => {
      const first = ordered[0];
      if (openedId === null && first) onOpen(first.id);
    },
    escape: () => isOnIncident && onClose(),
  });
  useEffect(() => {
    if (openedId === null) return;
    document.querySelector(`a[href$="/incidents/${CSS.escape(openedId)}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [openedId]);
}
