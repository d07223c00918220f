import type { AppEvents } from '#events/event-map';
import type { Clock } from '#platform/clock';
import type { AreaNames } from './known-area.ts';
import type { Geography } from './understand.ts';

/** The dependencies of the commands. */
export type IntakeContext = { clock: Clock; events: AppEvents; geography: Geography & AreaNames };
