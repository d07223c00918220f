import type { AlertChannel, AlertKind, NotificationState } from '#contract/alerting';

/** What became of telling our own people. */
export type AlertingEvents = {
  /** One notice has another state. `personId` is null for a station group or a gateway, `incidentId` for what is about none. */
  'notification-changed': {
    alertId: string;
    incidentId: string | null;
    kind: AlertKind;
    personId: string | null;
    channel: AlertChannel;
    state: NotificationState;
  };
};
