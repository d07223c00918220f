import type { NotifiedAccountAction } from '#contract/account-actions';
import type { AlertChannel, AlertKind, NotificationState } from '#contract/alerting';

/** Somebody to be reached, and for which agency. */
export type Recipient = { personId: string; agencyId: string };

/** Whom the ladder (or a heartbeat, a late arrival) wants reached, and why. */
export type Alert = {
  alertId: string;
  /** Null for what is about no incident, e.g. a heartbeat. */
  incidentId: string | null;
  kind: AlertKind;
  /** The ladder's rung, for the record. */
  step: number | null;
  people: Recipient[];
  /** Agencies whose station groups and gateways are told as well; an order goes to gateways only. */
  agencyIds: string[];
  /** The unit that an order is for, as the radio calls it. */
  unitName?: string | undefined;
  /** Of an alert about the person's own account: what happened. */
  accountAction?: NotifiedAccountAction | undefined;
};

/** One attempt to tell one person, group or gateway by one channel. */
export type Notification = {
  id: string;
  alertId: string;
  incidentId: string | null;
  kind: AlertKind;
  step: number | null;
  unitName: string | null;
  accountAction: NotifiedAccountAction | null;
  personId: string | null;
  agencyId: string;
  channel: AlertChannel;
  /** The group or gateway; null for a person. */
  targetId: string | null;
  state: NotificationState;
  cause: string | null;
  tries: number;
  /** When the alert was raised; `at` is when this notice of it was written. */
  raisedAt: Date;
  at: Date;
  sentAt: Date | null;
  seenAt: Date | null;
  acknowledgedAt: Date | null;
};

/** What may follow on what. Accepted after seen tells nothing new; an acknowledgement stands. */
const FOLLOWS: Record<NotificationState, readonly NotificationState[]> = {
  pending: ['sent', 'failed', 'seen', 'acknowledged', 'cancelled'],
  sent: ['seen', 'acknowledged'],
  // The screen was seen although the channel said no, or never answered.
  failed: ['seen', 'acknowledged'],
  suppressed: ['seen', 'acknowledged'],
  cancelled: ['seen', 'acknowledged'],
  seen: ['acknowledged'],
  acknowledged: [],
};

/** True when a notice in state `from` may become `to`. */
export function mayBecome(from: NotificationState, to: NotificationState): boolean {
  return FOLLOWS[from].includes(to);
}

/** The states from which a notice may become `to`. */
export function statesBefore(to: NotificationState): NotificationState[] {
  return (Object.keys(FOLLOWS) as NotificationState[]).filter((from) => mayBecome(from, to));
}
