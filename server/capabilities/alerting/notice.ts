import type { ToldAccountAct } from '#contract/account-acts';
import type { AlertChannel, AlertKind, NoticeState } from '#contract/alerting';

/** Somebody to be reached, and for which agency. */
export type Reached = { personId: string; agencyId: string };

/** Whom the ladder (or a heartbeat, a late arrival) wants reached, and why. */
export type Alert = {
  alertId: string;
  /** Null for what is about no incident, e.g. a heartbeat. */
  incidentId: string | null;
  kind: AlertKind;
  /** The ladder's rung, for the record. */
  rung: number | null;
  people: Reached[];
  /** Agencies whose station groups and gateways are told as well; an order goes to gateways only. */
  agencyIds: string[];
  /** The unit that an order is for, as the radio calls it. */
  unitName?: string | undefined;
  /** Of an alert about the person's own account: what happened. */
  accountAct?: ToldAccountAct | undefined;
};

/** One attempt to tell one person, group or gateway by one channel. */
export type Notice = {
  id: string;
  alertId: string;
  incidentId: string | null;
  kind: AlertKind;
  rung: number | null;
  unitName: string | null;
  accountAct: ToldAccountAct | null;
  personId: string | null;
  agencyId: string;
  channel: AlertChannel;
  /** The group or gateway; null for a person. */
  targetId: string | null;
  state: NoticeState;
  cause: string | null;
  tries: number;
  /** When the alert was raised; `at` is when this notice of it was written. */
  raisedAt: Date;
  at: Date;
  acceptedAt: Date | null;
  seenAt: Date | null;
  acknowledgedAt: Date | null;
};

/** What may follow on what. Accepted after seen tells nothing new; an acknowledgement stands. */
const FOLLOWS: Record<NoticeState, readonly NoticeState[]> = {
  owed: ['accepted', 'failed', 'seen', 'acknowledged', 'overtaken'],
  accepted: ['seen', 'acknowledged'],
  // The screen was seen although the channel said no, or never answered.
  failed: ['seen', 'acknowledged'],
  quiet: ['seen', 'acknowledged'],
  overtaken: ['seen', 'acknowledged'],
  seen: ['acknowledged'],
  acknowledged: [],
};

/** True when a notice in state `from` may become `to`. */
export function mayBecome(from: NoticeState, to: NoticeState): boolean {
  return FOLLOWS[from].includes(to);
}

/** The states from which a notice may become `to`. */
export function statesBefore(to: NoticeState): NoticeState[] {
  return (Object.keys(FOLLOWS) as NoticeState[]).filter((from) => mayBecome(from, to));
}
