import type { QueryClient } from '@tanstack/react-query';
import type { LiveEvent } from '#contract/live';
import { CASES_KEY } from './cases-key.ts';

/**
 * Reads again what a live event says has changed: the list, and that case where it is open. Each view is
 * recorded. What a person may no longer see is gone at once.
 */
export function followCases(client: QueryClient, event: LiveEvent): void {
  if (event.event === 'reload') void client.invalidateQueries({ queryKey: CASES_KEY });
  if (event.event === 'early-notifications-changed')
    void client.invalidateQueries({ queryKey: [...CASES_KEY, 'list', 'early'] });
  if (event.event === 'incident-changed')
    void client.invalidateQueries({ queryKey: ['incident', event.incident.id, 'in-care'] });
  if (event.event === 'case-gone') client.removeQueries({ queryKey: [...CASES_KEY, event.caseId] });
  if (event.event !== 'case-changed' && event.event !== 'case-gone') return;
  void client.invalidateQueries({ queryKey: [...CASES_KEY, 'list'] });
  void client.invalidateQueries({ queryKey: [...CASES_KEY, event.caseId] });
}
