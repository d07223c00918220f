import type { LiveEvent } from '#contract/live';
import type { LoggedEvent } from '../events/event-log.ts';
import type { LiveItem } from '../live/live-streams.ts';
import type { OperatorAlarms } from './operator-alarms.ts';

/** Who may see operator alarms listens to this. */
export const OPERATOR_AUDIENCE = 'operators';

/** Alarms for operators, as they are raised and settled. */
export async function translateAlarmEvents(alarms: OperatorAlarms, events: LoggedEvent[]): Promise<LiveItem[]> {
  const items: LiveItem[] = [];
  const add = (seq: number, data: LiveEvent) => items.push({ seq, audiences: [OPERATOR_AUDIENCE], data });
  for (const { seq, type, body } of events) {
    const alarmId = String(body.alarmId);
    if (type === 'operator-alarm-settled') add(seq, { event: 'operator-alarm-settled', alarmId });
    const alarm = type === 'operator-alarm' ? await alarms.find(alarmId) : undefined;
    if (alarm) add(seq, { event: 'operator-alarm', alarm });
  }
  return items;
}
