import type { QueryClient } from '@tanstack/react-query';
import type { LiveEvent } from '#contract/live';

/** First part of the keys under which jobs and suggestions are kept, apart from what reads them: that is loaded later. */
export const JOBS = 'incident-units';
export const CHOICE = 'unit-suggestions';

/** A unit that was just taken by somebody else is not offered any longer. */
export function followUnitChoice(client: QueryClient, event: LiveEvent): void {
  if (event.event === 'incident-changed') {
    void client.invalidateQueries({ queryKey: [JOBS, event.incident.id] });
  } else if (event.event === 'unit-changed' || event.event === 'reload') {
    void client.invalidateQueries({ queryKey: [JOBS] });
    void client.invalidateQueries({ queryKey: [CHOICE] });
  }
}
