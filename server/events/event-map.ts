import type { Events } from '#platform/events/event-bus';
import type { LogEntry as Entry } from '#platform/events/event-log';
import type { SystemAlertEvents } from '#platform/system-alerts/system-alerts';
import type { AccessEvents } from './access-events.ts';
import type { AlertingEvents } from './alerting-events.ts';
import type { CareEvents } from './care-events.ts';
import type { ChannelEvents } from './channel-events.ts';
import type { ControlRoomEvents } from './control-room-events.ts';
import type { DutyEvents } from './duty-events.ts';
import type { HelpEvents } from './help-events.ts';
import type { IncidentEvents } from './incident-events.ts';
import type { ReferralEvents } from './referral-events.ts';
import type { ReporterEvents } from './reporter-events.ts';
import type { UnitEvents } from './unit-events.ts';

/** All events between capabilities and channels. */
export type EventMap = ReporterEvents &
  IncidentEvents &
  DutyEvents &
  AlertingEvents &
  ChannelEvents &
  UnitEvents &
  ControlRoomEvents &
  CareEvents &
  ReferralEvents &
  HelpEvents &
  AccessEvents;
export type AppEvents = Events<EventMap>;

/** The events that are also kept in the event log, which open consoles follow. Their payloads hold ids only. */
export const LOGGED_EVENTS = [
  'report-unfinished',
  'unfinished-report-changed',
  'report-finished',
  'web-report-changed',
  'incident-changed',
  'incident-gone',
  'chat-message',
  'people-alerted',
  'unit-changed',
  'call-backs-changed',
  'case-changed',
  'case-gone',
  'early-notification-changed',
  'referral-changed',
  'help-request-changed',
] as const satisfies readonly (keyof EventMap)[];
export type LoggedEvents = Pick<EventMap, (typeof LOGGED_EVENTS)[number]> & SystemAlertEvents;
/** What a live stream translates for the consoles. */
export type LogEntry = Entry<LoggedEvents>;
