import type { QueryClient } from '@tanstack/react-query';
import type { LiveEvent } from '#contract/live';

/** First part of the query keys of jobs and suggestions; in a file of its own because their code is loaded later. */
export const JOBS = 'incident-units';
export const CHOICE = 'unit-suggestions';

/** A unit that somebody else has just taken is no longer offered. */
export function followUnitChoice(client: QueryClient, event: LiveEvent): void {
  if (event.event === 'incident-changed') {
    void client.invalidateQueries({ queryKey: [JOBS, event.incident.id] });
  } else if (event.event === 'unit-changed' || event.event === 'reload') {
    void client.invalidateQueries({ queryKey: [JOBS] });
    void client.invalidateQueries({ queryKey: [CHOICE] });
  }
}
