import type { IntakeContext } from '#capabilities/intake';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { AppEvents } from '#events/event-map';
import type { Clock } from '#platform/clock';
import type { EventLog } from '#platform/events/event-log';

/** What the commands of this capability work with; `intake` is handed on to its door. */
export type ControlRoomContext = {
  clock: Clock;
  events: AppEvents;
  eventLog: EventLog;
  jurisdiction: Jurisdiction;
  intake: IntakeContext;
};
