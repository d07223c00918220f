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
  const move = (step: number): void => {
    const at = ordered.findIndex(({ id }) => id === openedId);
    const next = ordered[at < 0 ? 0 : Math.min(ordered.length - 1, Math.max(0, at + step))];
    if (next) onOpen(next.id);
  };
  const first = ordered[0];
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    arrowdown: () => move(1),
    arrowup: () => move(-1),
    ...(openedId === null && first ? { enter: () => onOpen(first.id) } : {}),
    ...(isOnIncident ? { escape: onClose } : {}),
  });
  useEffect(() => {
    if (openedId === null) return;
    document.querySelector(`a[href$="/incidents/${CSS.escape(openedId)}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [openedId]);
}
