import type { NotifiedAccountAction } from '#contract/account-actions';
import type { AlertKind } from '#contract/alert-kind';
import type { AlertChannel, NotificationState } from '#contract/alerting';
import { type IncidentStatus, isOpen, isUnanswered } from '#contract/incident-status';
import type { ReferralStatus, ReferralTimelineKind } from '#contract/referral';

/** A step of a referral as machines of its agencies are told: nothing of a person. */
export type ReferralNews = {
  id: string;
  code: string;
  step: ReferralTimelineKind;
  status: ReferralStatus;
  fromAgencyId: string;
  toAgencyId: string;
};

/** A person to alert, and for which agency. */
export type Recipient = { personId: string; agencyId: string };

/** Whom to alert and why: an escalation step, a heartbeat, a passed ETA … */
export type Alert = {
  alertId: string;
  /** Null for an alert without an incident, e.g. a heartbeat. */
  incidentId: string | null;
  kind: AlertKind;
  /** The escalation step, for the record; null for an alert outside of the escalation. */
  step: number | null;
  people: readonly Recipient[];
  /** Agencies whose LINE groups and gateways are notified as well; an order goes to gateways only. */
  agencyIds: readonly string[];
  /** The call sign of the unit that an order is for. */
  unitName?: string | undefined;
  /** For an alert about the person's own account: what changed. */
  accountAction?: NotifiedAccountAction | null | undefined;
  /** For machines alone. */
  referral?: ReferralNews | null | undefined;
  /** Groups and gateways that are notified whatever else is planned: for a test. */
  targets?: readonly { id: string; agencyId: string; channel: 'line-group' | 'gateway' }[];
};

/** One alert to one person, group or gateway by one channel. */
export type Notification = {
  id: string;
  alertId: string;
  incidentId: string | null;
  kind: AlertKind;
  step: number | null;
  unitName: string | null;
  accountAction: NotifiedAccountAction | null;
  referral: ReferralNews | null;
  personId: string | null;
  agencyId: string;
  channel: AlertChannel;
  /** The group or gateway; null for a person. */
  targetId: string | null;
  state: NotificationState;
  cause: string | null;
  tries: number;
  /** When the alert was raised; `at` is when this notification was created. */
  raisedAt: Date;
  at: Date;
  sentAt: Date | null;
  seenAt: Date | null;
  acknowledgedAt: Date | null;
};

/** Allowed transitions. `sent` after `seen` adds nothing; `acknowledged` is final. */
const NEXT_STATES: Record<NotificationState, readonly NotificationState[]> = {
  pending: ['sent', 'failed', 'seen', 'acknowledged', 'cancelled'],
  sent: ['seen', 'acknowledged'],
  // The console may have shown it although the channel failed or never answered.
  failed: ['seen', 'acknowledged'],
  suppressed: ['seen', 'acknowledged'],
  cancelled: ['seen', 'acknowledged'],
  seen: ['acknowledged'],
  acknowledged: [],
};

/** The states from which a notification may change to `to`. */
export function statesBefore(to: NotificationState): NotificationState[] {
  return (Object.keys(NEXT_STATES) as NotificationState[]).filter((from) => NEXT_STATES[from].includes(to));
}

/** Kinds that ask for an answer to the incident. */
const ASKING_KINDS: readonly AlertKind[] = ['new', 'again', 'called', 'reopened'];

/** Whether a pending notification is still to be sent: nobody is woken for an incident that is acknowledged or over. */
export function isStillNeeded(kind: AlertKind, status: IncidentStatus): boolean {
  // An order is withdrawn exactly when the incident is over: the crew must hear it.
  if (kind === 'order-withdrawn') return true;
  if (!isOpen(status)) return false;
  if (kind === 'eta-passed') return status !== 'on-scene';
  return !ASKING_KINDS.includes(kind) || isUnanswered(status);
}
