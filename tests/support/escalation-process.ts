// A process that only runs escalations and follows up orders, made to be killed: it prints when it has started.
import { flushCompileCache } from 'node:module';
import { executeDueSteps } from '../../server/capabilities/escalation/commands/execute-due-steps.ts';
import { createPolicies } from '../../server/capabilities/escalation/policies.ts';
import { registerEscalationReactions } from '../../server/capabilities/escalation/reactions.ts';
import { loadJurisdiction } from '../../server/capabilities/jurisdiction/index.ts';
import { followUpDueOrders } from '../../server/capabilities/units/commands/follow-up-orders.ts';
import { type EventMap, LOGGED_EVENTS } from '../../server/events/event-map.ts';
import { openDatabase } from '../../server/platform/database/database.ts';
import { createEvents } from '../../server/platform/events/event-bus.ts';
import { createEventLog } from '../../server/platform/events/event-log.ts';
import { createLog } from '../../server/platform/log.ts';

const [databaseUrl = ''] = process.argv.slice(2);
const db = openDatabase(databaseUrl, { connections: 2, name: 'escalation to be killed' });
const notifier = { send() {}, on() {}, start: async () => {}, stop: async () => {} };
const clock = { now: () => new Date() };
const eventLog = createEventLog(db, notifier);
const jurisdiction = await loadJurisdiction(db);
const events = createEvents<EventMap>({ types: LOGGED_EVENTS, log: eventLog });
const policies = createPolicies(db);
// Not used by escalation runs.
const rest = {
  ...{ channels: {} as never, attachments: {} as never, links: {} as never },
  ...{ listScreens: (() => []) as never, listOthersOfNetwork: () => [] },
};
const context = { clock, events, notifier, jurisdiction, policies, log: createLog('silent'), ...rest };
// Who is notified that nobody has seen an order.
registerEscalationReactions(context);
// It will be killed, and writes nothing then.
flushCompileCache();
process.send?.('begun');
for (;;) {
  await executeDueSteps(context, db);
  await followUpDueOrders(context, db);
  await new Promise((again) => setTimeout(again, 20));
}
