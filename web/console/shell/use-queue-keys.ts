import { useEffect } from 'react';
import type { IncidentSummary } from '#contract/incident';
import { focusPanel } from '../features/incident/index.ts';
import { useKeys } from '../ui/use-keys.ts';

type Props = {
  ordered: readonly IncidentSummary[];
  openedId: string | null;
  isOnIncident: boolean;
  onOpen: (incidentId: string) => void;
  onClose: () => void;
};

/** J, K and the arrow keys move through the list; moving also opens the incident. */
export function useQueueKeys({ ordered, openedId, isOnIncident, onOpen, onClose }: Props): void {
  const move = (step: number): void => {
    const at = ordered.findIndex(({ id }) => id === openedId);
    const next = ordered[at < 0 ? 0 : Math.min(ordered.length - 1, Math.max(0, at + step))];
    if (next) onOpen(next.id);
  };
  const openAndFocus = (incidentId: string): void => {
    focusPanel(incidentId);
    onOpen(incidentId);
  };
  const closeToRow = (): void => {
    onClose();
    // Somebody who came by the keyboard is back at the same row.
    if (openedId !== null) rowOf(openedId)?.focus();
  };
  const first = ordered[0];
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    arrowdown: () => move(1),
    arrowup: () => move(-1),
    ...(openedId === null && first ? { enter: () => openAndFocus(first.id) } : {}),
    ...(openedId !== null ? { enter: () => focusPanel(openedId) } : {}),
    ...(isOnIncident ? { escape: closeToRow } : {}),
  });
  useEffect(() => {
    if (openedId === null) return;
    rowOf(openedId)?.scrollIntoView({ block: 'nearest' });
  }, [openedId]);
}

function rowOf(incidentId: string): HTMLElement | null {
  return document.querySelector(`a[href$="/incidents/${CSS.escape(incidentId)}"]`);
}
