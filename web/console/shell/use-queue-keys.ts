import { useEffect } from 'react';
import type { IncidentSummary } from '#contract/incident';
import { focusPanel } from '../features/incident/index.ts';
import { listKeys } from '../ui/list-keys.ts';
import { useKeys } from '../ui/use-keys.ts';

type Props = {
  ordered: readonly IncidentSummary[];
  openedId: string | null;
  isOnIncident: boolean;
  /** A page stands in place of the list. */
  isHidden: boolean;
  onOpen: (incidentId: string) => void;
  onClose: () => void;
};

/** J, K and the arrow keys move through the list; moving also opens the incident. */
export function useQueueKeys({ ordered, openedId, isOnIncident, isHidden, onOpen, onClose }: Props): void {
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
  const keys = {
    ...listKeys(
      () => ({ list: ordered, at: ordered.findIndex(({ id }) => id === openedId) }),
      ({ id }) => onOpen(id),
    ),
    ...(openedId === null && first ? { enter: () => openAndFocus(first.id) } : {}),
    ...(openedId !== null ? { enter: () => focusPanel(openedId) } : {}),
    ...(isOnIncident ? { escape: closeToRow } : {}),
  };
  useKeys(isHidden ? {} : keys);
  useEffect(() => {
    if (openedId === null) return;
    rowOf(openedId)?.scrollIntoView({ block: 'nearest' });
  }, [openedId]);
}

function rowOf(incidentId: string): HTMLElement | null {
  return document.querySelector(`a[href$="/incidents/${CSS.escape(incidentId)}"]`);
}
