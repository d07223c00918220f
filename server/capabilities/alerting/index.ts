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
export { registerAlertingReactions } from './reactions.ts';
export { alertingRoutes } from './routes.ts';
export { type AlertOutcome, listAlertOutcomes, listNotifications } from './store-notifications.ts';
export { moveTries } from './store-set-back.ts';

/** Handles a button of an alarm in LINE; undefined for other data. */
export function listenToStaff(parts: AlertingParts, findActor: (work: Work, id: string) => Promise<Actor | undefined>) {
  return (work: Work, message: IncomingStaffMessage): Promise<string | StaffMessage | undefined> =>
    answerStaff(parts, findActor, work, message);
}
