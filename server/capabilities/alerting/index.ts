import type { Actor } from '#capabilities/access';
import type { IncomingStaffMessage, StaffMessage } from '#events/outgoing-message';
import type { Work } from '#platform/database/transaction';
import { answerStaff } from './commands/answer-staff.ts';
import type { AlertingParts } from './context.ts';

export { alertPeople } from './commands/alert-people.ts';
export { cancelOrderNotifications, markOrdersAcknowledged } from './commands/answer-order.ts';
export { listReachability, type ReachabilityOf } from './commands/list-reachability.ts';
export { receiveFromGroup } from './commands/receive-from-group.ts';
export { createDeliverer, type Deliverer } from './commands/run-deliveries.ts';
export { ALERTING_TOPIC, type AlertingChannels, type AlertingContext, type AlertingParts } from './context.ts';
export { createCodeHasher } from './fingerprint.ts';
export { translateAlertEvents } from './live-topics.ts';
export type { Alert, Notification, Recipient } from './notification.ts';
export { type AlertOutcome, listAlertOutcomes, listNotifications } from './queries/list-notifications.ts';
export { registerAlertingReactions } from './reactions.ts';
export { alertingRoutes } from './routes.ts';
export { moveTries } from './store-set-back.ts';

/** A tapped button of an alarm in LINE; undefined for what is none. */
export function listenToStaff(parts: AlertingParts, findActor: (work: Work, id: string) => Promise<Actor | undefined>) {
  return (work: Work, said: IncomingStaffMessage): Promise<string | StaffMessage | undefined> =>
    answerStaff(parts, findActor, work, said);
}
