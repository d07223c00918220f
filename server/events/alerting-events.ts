/** Events of alerting staff. */
export type AlertingEvents = {
  /** The consoles of the alerted people ring; with `personId` only that person's. */
  'people-alerted': { alertId: string; personId?: string | null };
  /** Somebody of the crew saw or acknowledged an order. */
  'order-seen': { alertId: string };
};
