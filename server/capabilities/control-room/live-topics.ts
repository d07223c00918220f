import type { LogEntry } from '#events/event-map';
import type { LiveItem } from '#platform/live/live-streams';
import { CALL_BACK_AUDIENCE } from './call-back.ts';

/** Tells consoles to read the call-back list again; several changes become one message. */
export function translateCallBackEvents(events: LogEntry[]): LiveItem[] {
  const last = events.findLast(({ type }) => type === 'call-backs-changed');
  return last ? [{ seq: last.seq, audiences: [CALL_BACK_AUDIENCE], data: { event: 'call-backs-changed' } }] : [];
}
