import type { AlertChannel, AlertKind, NotificationState } from '#contract/alerting';

/** Events of alerting staff. */
export type AlertingEvents = {
  /** The consoles of the alerted people ring; with `personId` only that person's. */
  'people-alerted': { alertId: string; personId?: string | null };
  /** A notification has changed its state. `personId` is null for a group or a gateway, `incidentId` without an incident. */
  'notification-changed': {
    alertId: string;
    incidentId: string | null;
    kind: AlertKind;
    personId: string | null;
    channel: AlertChannel;
    state: NotificationState;
  };
};
