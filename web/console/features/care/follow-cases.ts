import type { QueryClient } from '@tanstack/react-query';
import type { LiveEvent } from '#contract/live';
import { CASES_KEY } from './cases-key.ts';

/** Reads again what a live event says has changed: the list, and that case where it is open. Each view is recorded. */
export function followCases(client: QueryClient, event: LiveEvent): void {
  if (event.event === 'reload') void client.invalidateQueries({ queryKey: CASES_KEY });
  if (event.event !== 'case-changed') return;
  void client.invalidateQueries({ queryKey: [...CASES_KEY, 'list'] });
  void client.invalidateQueries({ queryKey: [...CASES_KEY, event.caseId] });
}
