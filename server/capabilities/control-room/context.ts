import type { IntakeContext } from '#capabilities/intake';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { AppEvents } from '#events/event-map';
import type { Clock } from '#platform/clock';
import type { EventLog } from '#platform/events/event-log';

/** What the commands of this capability need; `intake` is passed on to calls of intake's public API. */
export type ControlRoomContext = {
  clock: Clock;
  events: AppEvents;
  eventLog: Pick<EventLog, 'lastSeq'>;
  jurisdiction: Jurisdiction;
  intake: IntakeContext;
};
