import type { LoggedEvent } from '#platform/events/event-log';
import type { LiveItem } from '#platform/live/live-streams';
import { CALL_BACK_AUDIENCE } from './call-back.ts';

/** "Read the list again", once for any number of changes at a time. */
export function translateCallBackEvents(events: LoggedEvent[]): LiveItem[] {
  const last = events.findLast(({ type }) => type === 'call-backs-changed');
  return last ? [{ seq: last.seq, audiences: [CALL_BACK_AUDIENCE], data: { event: 'call-backs-changed' } }] : [];
}
