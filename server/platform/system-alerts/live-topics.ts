import type { LiveEvent } from '#contract/live';
import type { LogEntry } from '../events/event-log.ts';
import type { LiveItem } from '../live/live-streams.ts';
import type { SystemAlerts } from './system-alerts.ts';

/** Who may see system alerts listens to this. */
export const OPERATOR_AUDIENCE = 'operators';

/** System alerts as they are raised and resolved. */
export async function translateSystemAlertEvents(systemAlerts: SystemAlerts, events: LogEntry[]): Promise<LiveItem[]> {
  const items: LiveItem[] = [];
  const add = (seq: number, data: LiveEvent) => items.push({ seq, audiences: [OPERATOR_AUDIENCE], data });
  for (const { seq, type, body } of events) {
    const systemAlertId = String(body.systemAlertId);
    if (type === 'system-alert-resolved') add(seq, { event: 'system-alert-resolved', systemAlertId });
    const systemAlert = type === 'system-alert' ? await systemAlerts.find(systemAlertId) : undefined;
    if (systemAlert) add(seq, { event: 'system-alert', systemAlert });
  }
  return items;
}
