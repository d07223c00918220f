import type { Actor } from '#capabilities/access';
import type { IncidentContext } from '#capabilities/incident';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { AppEvents } from '#events/event-map';
import type { StaffMessage } from '#events/outgoing-message';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database/database';
import type { Work } from '#platform/database/transaction';
import type { EventLog } from '#platform/events/event-log';
import type { Notifier } from '#platform/events/notifier';
import type { Log } from '#platform/log';
import type { SystemAlerts } from '#platform/system-alerts/system-alerts';

/** What it takes to owe somebody an alarm. */
export type AlertingContext = { clock: Clock; events: AppEvents; eventLog: EventLog; notifier: Pick<Notifier, 'send'> };

/** Wakes whoever works out channels and delivers. */
export const ALERTING_TOPIC = 'alerting';

/** What became of one call to a browser's push service or to a gateway. `gone`: nothing will ever arrive there. */
export type CallOutcome = { kind: 'sent' | 'gone' | 'refused' | 'later'; cause: string };

/** The ways out of the house, as app.ts hands them in; one that is not set up is not there. */
export type AlertingChannels = {
  push?: PushChannel | undefined;
  line?: LineChannel | undefined;
  gateway: {
    secretOf(gatewayId: string): string;
    call(
      gateway: { id: string; url: string },
      message: { id: string; body: object },
      now: Date,
    ): Promise<CallOutcome & { afterSeconds: number | null }>;
  };
};

type PushChannel = {
  publicKey: string;
  send(
    subscription: { endpoint: string; p256dh: string; auth: string },
    payload: object,
    topic: string,
  ): Promise<CallOutcome>;
};
type LineChannel = {
  send(work: Work, address: string, speech: StaffMessage): Promise<void>;
  withdraw(work: Work, about: string[]): Promise<void>;
};

/** What the commands of this capability work with. */
export type AlertingParts = AlertingContext & {
  db: Database;
  log: Log;
  systemAlerts: Pick<SystemAlerts, 'raise'>;
  jurisdiction: Jurisdiction;
  /** For what an officer does by a button in LINE. */
  incident: IncidentContext;
  channels: AlertingChannels;
  /** Names this process in the leases it takes; null: they end by their time alone. */
  processId(): number | null;
  /** Decides a sensitive act's proof inside its transaction. @throws AppError `access/re-authentication-needed` */
  confirmProof(work: Work, actor: Actor): Promise<void>;
  /** A person with today's rights, whether or not they are signed in; undefined for somebody disabled. */
  findActorOfPerson(work: Work, personId: string): Promise<Actor | undefined>;
  /** Address of the console, without a slash at its end. */
  consoleUrl: string;
  /** Hashes what is short and would be guessed from a copy of the table. */
  hashCode(code: string): string;
  /** Why an address that a person named must not be called; undefined for one that may. */
  findUrlFault(url: string): string | undefined;
};
