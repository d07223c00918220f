import type { AppEvents } from '#events/event-map';
import type { Clock } from '#platform/clock';
import type { EventLog } from '#platform/events/event-log';
import type { AreaNames } from './known-area.ts';
import type { Geography } from './understand.ts';

/** What the commands of this capability work with. */
export type IntakeContext = { clock: Clock; events: AppEvents; eventLog: EventLog; geography: Geography & AreaNames };
