import type { AlertKind } from '#contract/alert-kind';

/** Events of alerting staff. */
export type AlertingEvents = {
  /** The consoles of these people ring; again for one of them after another channel has failed. */
  'people-alerted': {
    alertId: string;
    incidentId: string | null;
    kind: AlertKind;
    step: number | null;
    personIds: string[];
  };
  /** Somebody of the crew saw or acknowledged an order. */
  'order-seen': { alertId: string };
};
