import type { AppEvents } from '#events/event-map';
import type { Clock } from '#platform/clock';
import type { EventLog } from '#platform/events/event-log';
import type { Wake } from '#platform/events/wake';

/** What every command of alerting is given. */
export type AlertingContext = { clock: Clock; events: AppEvents; eventLog: EventLog; wake: Pick<Wake, 'send'> };

/** Wakes whoever works out channels and delivers. */
export const ALERTING_TOPIC = 'alerting';
