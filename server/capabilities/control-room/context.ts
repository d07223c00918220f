import type { AlertContext } from '#capabilities/alerting';
import type { IncidentContext } from '#capabilities/incident';
import type { IntakeContext } from '#capabilities/intake';
import type { LoggedEvents } from '#events/event-map';
import type { EventLog } from '#platform/events/event-log';

/** What the commands of this capability need; also passed on to the capabilities they call. */
export type ControlRoomContext = IncidentContext &
  IntakeContext &
  AlertContext & { eventLog: Pick<EventLog<LoggedEvents>, 'lastSeq' | 'readAfter'> };
