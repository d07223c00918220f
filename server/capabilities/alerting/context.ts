import type { Actor } from '#capabilities/access';
import type { IncidentContext } from '#capabilities/incident';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { AppEvents } from '#events/event-map';
import type { StaffSpeech } from '#events/speech';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database/database';
import type { Work } from '#platform/database/transaction';
import type { EventLog } from '#platform/events/event-log';
import type { Wake } from '#platform/events/wake';
import type { Log } from '#platform/log';
import type { OperatorAlarms } from '#platform/operator-alarms/operator-alarms';

/** What it takes to owe somebody an alarm. */
export type AlertingContext = { clock: Clock; events: AppEvents; eventLog: EventLog; wake: Pick<Wake, 'send'> };

/** Wakes whoever works out channels and delivers. */
export const ALERTING_TOPIC = 'alerting';

/** What became of one call to a browser's push service or to a gateway. `gone`: nothing will ever arrive there. */
export type CallOutcome = { kind: 'accepted' | 'gone' | 'refused' | 'later'; cause: string };

/** The ways out of the house, as app.ts hands them in; one that is not set up is not there. */
export type Ways = {
  push?: PushWay | undefined;
  line?: LineWay | undefined;
  gateway: {
    secretOf(gatewayId: string): string;
    call(
      gateway: { id: string; url: string },
      message: { id: string; body: object },
      now: Date,
    ): Promise<CallOutcome & { afterSeconds: number | null }>;
  };
};

type PushWay = {
  publicKey: string;
  send(
    subscription: { endpoint: string; p256dh: string; auth: string },
    payload: object,
    topic: string,
  ): Promise<CallOutcome>;
};
type LineWay = {
  say(work: Work, address: string, speech: StaffSpeech): Promise<void>;
  withdraw(work: Work, about: string[]): Promise<void>;
};

/** What the commands of this capability work with. */
export type AlertingParts = AlertingContext & {
  db: Database;
  log: Log;
  alarms: Pick<OperatorAlarms, 'raise'>;
  jurisdiction: Jurisdiction;
  /** For what an officer does by a button in LINE. */
  incident: IncidentContext;
  ways: Ways;
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
