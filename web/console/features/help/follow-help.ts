import type { QueryClient } from '@tanstack/react-query';
import type { LiveEvent } from '#contract/live';
import { HELP_KEY } from './help-key.ts';

/** Reads again what a live event says has changed: the lists, and that request where it is open. */
export function followHelp(client: QueryClient, event: LiveEvent): void {
  if (event.event === 'reload') void client.invalidateQueries({ queryKey: HELP_KEY });
  if (event.event !== 'help-request-changed') return;
  void client.invalidateQueries({ queryKey: [...HELP_KEY, 'list'] });
  void client.invalidateQueries({ queryKey: [...HELP_KEY, event.requestId] });
}
