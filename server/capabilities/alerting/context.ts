import type { Actor } from '#capabilities/access';
import type { IncidentContext } from '#capabilities/incident';
import type { AppEvents } from '#events/event-map';
import type { MessageSubject, StaffMessage } from '#events/outgoing-message';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database/database';
import type { Work } from '#platform/database/transaction';
import type { Notifier } from '#platform/events/notifier';
import type { Log } from '#platform/log';
import type { SystemAlerts } from '#platform/system-alerts/system-alerts';
import type { Deliveries } from './deliveries.ts';

/** What `alertPeople` needs. */
export type AlertContext = {
  clock: Clock;
  events: AppEvents;
  notifier: Pick<Notifier, 'send'>;
  channels: Pick<AlertingChannels, 'push' | 'line'>;
  /** Absent where nothing is delivered, as in a test: then whoever delivers finds it in the table. */
  deliveries?: Deliveries | undefined;
};

/** Notifies the processes that there is something to deliver. */
export const ALERTING_TOPIC = 'alerting';

/** The outcome of one call to a push service or a gateway. `gone`: this address will never work again. */
export type CallOutcome = { kind: 'sent' | 'gone' | 'refused' | 'later'; cause: string };

/** The delivery channels, as app.ts passes them in; one that is not configured is undefined. */
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
  send(work: Work, address: string, message: StaffMessage): Promise<void>;
  withdraw(work: Work, about: MessageSubject[]): Promise<void>;
};

/** The dependencies of this capability's commands; those of `incident` for actions that an officer takes by a button in LINE. */
export type AlertingContext = IncidentContext &
  AlertContext & {
    db: Database;
    log: Log;
    systemAlerts: Pick<SystemAlerts, 'raise'>;
    channels: AlertingChannels;
    /** The process id stored with leases; null: a lease ends only when its time is over. */
    processId(): number | null;
    /** Checks recent re-authentication inside the transaction. @throws AppError `access/re-authentication-needed` */
    confirmProof(work: Work, actor: Actor): Promise<void>;
    /** A person with their current permissions, signed in or not; undefined for a disabled account. */
    findActorOfPerson(work: Work, personId: string): Promise<Actor | undefined>;
    /** Address of the console, without a trailing slash. */
    consoleUrl: string;
    /** Keyed hash for short codes, which could be guessed from a copy of the table. */
    hashCode(code: string): string;
    /** Why an address entered by a person must not be called; undefined if it may. */
    findUrlFault(url: string): string | undefined;
  };
