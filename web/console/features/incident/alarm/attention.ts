import type { QueueState } from '../queue/queue-state.ts';
import type { MyAgencies } from '../queue/urgency.ts';

/**
 * What deserves one soft tone when it is new: a reporter's message, a request to cancel, a transfer that waits for us,
 * a report without a place. Less than an alarm, but an officer who looks elsewhere must not miss it.
 */
export function attentionKeys(queue: QueueState, mine: MyAgencies): Set<string> {
  const keys = new Set<string>();
  for (const { id, lastReporterMessageAt, cancelRequestedAt, transferTo } of queue.incidents.values()) {
    if (lastReporterMessageAt) keys.add(`message ${id} ${lastReporterMessageAt}`);
    if (cancelRequestedAt) keys.add(`cancel ${id} ${cancelRequestedAt}`);
    if (transferTo && mine.has(transferTo.id)) keys.add(`transfer ${id}`);
  }
  for (const reportId of queue.unfinished.keys()) keys.add(`unfinished ${reportId}`);
  return keys;
}
