import type { Events } from '#platform/events/event-bus';
import type { AccessEvents } from './access-events.ts';
import type { AlertingEvents } from './alerting-events.ts';
import type { ChannelEvents } from './channel-events.ts';
import type { DutyEvents } from './duty-events.ts';
import type { IncidentEvents } from './incident-events.ts';
import type { ReporterEvents } from './reporter-events.ts';
import type { UnitEvents } from './unit-events.ts';

/** All events between capabilities and channels. */
export type EventMap = ReporterEvents &
  IncidentEvents &
  DutyEvents &
  AlertingEvents &
  ChannelEvents &
  UnitEvents &
  AccessEvents;
export type AppEvents = Events<EventMap>;
