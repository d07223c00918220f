import type { Actor } from '#capabilities/access';
import type { FromStaff, StaffSpeech } from '#events/speech';
import type { Work } from '#platform/database/transaction';
import { answerStaff } from './commands/answer-staff.ts';
import type { AlertingParts } from './context.ts';

export { alertPeople } from './commands/alert-people.ts';
export { settleOrders, takeBackOrders } from './commands/answer-order.ts';
export { createDeliverer, type Deliverer } from './commands/keep-delivering.ts';
export { listReachable, type ReachabilityOf } from './commands/know-reachable.ts';
export { receiveFromGroup } from './commands/receive-from-group.ts';
export { ALERTING_TOPIC, type AlertingContext, type AlertingParts, type Ways } from './context.ts';
export { createCodeHasher } from './fingerprint.ts';
export { translateAlertEvents } from './live-topics.ts';
export type { Alert, Notice, Reached } from './notice.ts';
export { type AlertOutcome, listAlertOutcomes, listNotices } from './queries/list-notices.ts';
export { registerAlertingReactions } from './reactions.ts';
export { alertingRoutes } from './routes.ts';
export { moveTries } from './store-set-back.ts';

/** A tapped button of an alarm in LINE; undefined for what is none. */
export function listenToStaff(parts: AlertingParts, findActor: (work: Work, id: string) => Promise<Actor | undefined>) {
  return (work: Work, said: FromStaff): Promise<string | StaffSpeech | undefined> =>
    answerStaff(parts, findActor, work, said);
}
