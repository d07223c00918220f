import type { Access, Actor } from '#capabilities/access';
import type { IncidentContext } from '#capabilities/incident';
import type { LogEntry } from '#events/event-map';
import type { IncomingStaffMessage } from '#events/outgoing-message';
import type { Capability } from '#platform/capability';
import type { Database } from '#platform/database/database';
import type { Work } from '#platform/database/transaction';
import type { Notifier } from '#platform/events/notifier';
import type { Log } from '#platform/log';
import { findUrlFault } from '#platform/outbound/outside-address';
import type { ServerProcess } from '#platform/process/server-process';
import type { SystemAlerts } from '#platform/system-alerts/system-alerts';
import { answerStaff } from './commands/answer-staff.ts';
import { receiveFromGroup } from './commands/receive-from-group.ts';
import { createDeliverer } from './commands/run-deliveries.ts';
import { seedPastAlerts } from './commands/seed-past-alerts.ts';
import { ALERTING_TOPIC, type AlertingChannels, type AlertingContext } from './context.ts';
import { createCodeHasher } from './fingerprint.ts';
import { translateAlertEvents } from './live-topics.ts';
import { registerAlertingReactions } from './reactions.ts';
import { alertingRoutes } from './routes.ts';
import { moveTries } from './store-set-back.ts';

export { alertPeople, alertPeopleByFacts } from './commands/alert-people.ts';
export { cancelOrderNotifications, markOrdersAcknowledged } from './commands/answer-order.ts';
export { getRecipientFacts } from './commands/get-recipient-facts.ts';
export type { AlertContext, AlertingChannels } from './context.ts';
export { createDeliveries } from './deliveries.ts';
export type { Alert, Notification } from './notification.ts';
export {
  type ChannelsSetUp,
  judgeReachabilityBy,
  type ReachabilityOf,
  type RecipientFacts,
} from './recipient-facts.ts';
export { listAlertOutcomes, listNotifications } from './store-published-notifications.ts';

type Deps = IncidentContext & {
  db: Database;
  log: Log;
  notifier: Notifier;
  systemAlerts: SystemAlerts;
  serverProcess: Pick<ServerProcess, 'id' | 'onEnded'>;
  access: Pick<Access, 'confirmProof' | 'findActorOfPerson' | 'findActorOfLineUser'>;
  channels: AlertingChannels;
  publicUrl: string;
  authSecret: string;
  /** People may name addresses inside our network: in a demonstration, which is a machine of its own. */
  allowInside: boolean;
  /** A demonstration begins with a year that is over. */
  pastYear: boolean;
};

export function createAlerting(deps: Deps) {
  const { access, serverProcess, allowInside } = deps;
  const context: AlertingContext = {
    ...deps,
    processId: serverProcess.id,
    confirmProof: access.confirmProof,
    findActorOfPerson: access.findActorOfPerson,
    consoleUrl: `${deps.publicUrl}/console`,
    hashCode: createCodeHasher(deps.authSecret),
    findUrlFault: (address) => (allowInside ? undefined : findUrlFault(address)),
  };
  const deliverer = createDeliverer(context);
  deps.notifier.on(ALERTING_TOPIC, deliverer.deliverDue);
  serverProcess.onEnded(deliverer.freeLeases);
  return {
    routes: alertingRoutes(context),
    reactions: () => registerAlertingReactions(context),
    liveTranslators: [(entries) => translateAlertEvents(context, entries)],
    seedDemonstration: async () => {
      if (deps.pastYear) await seedPastAlerts(deps.db);
    },
    setBacks: { alerting: moveTries },
    stop: deliverer.stop,
    /** Carries out a button of an alarm in LINE; undefined for other data. */
    answerStaff: (work: Work, message: IncomingStaffMessage) =>
      answerStaff(context, access.findActorOfLineUser, work, message),
    /** What happens in a LINE group of staff. @returns the reply; undefined for none */
    receiveFromGroup: (work: Work, news: Parameters<typeof receiveFromGroup>[2]) =>
      receiveFromGroup(context, work, news),
  } satisfies Capability<Actor, LogEntry> & Record<string, unknown>;
}
