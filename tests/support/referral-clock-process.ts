// A process that only marks what is due of referrals, made to be killed: it says when it has started.
import { flushCompileCache } from 'node:module';
import { loadJurisdiction } from '../../server/capabilities/jurisdiction/index.ts';
import { runDueReferrals } from '../../server/capabilities/referral/commands/run-due-referrals.ts';
import type { ReferralContext } from '../../server/capabilities/referral/context.ts';
import { type EventMap, LOGGED_EVENTS } from '../../server/events/event-map.ts';
import { openDatabase } from '../../server/platform/database/database.ts';
import { createEvents } from '../../server/platform/events/event-bus.ts';
import { createEventLog } from '../../server/platform/events/event-log.ts';

const [databaseUrl = ''] = process.argv.slice(2);
const db = openDatabase(databaseUrl, { connections: 2, name: 'referral clocks to be killed' });
const notifier = { send() {}, on() {}, start: async () => {}, stop: async () => {} };
const clock = { now: () => new Date() };
const events = createEvents<EventMap>({ types: LOGGED_EVENTS, log: createEventLog(db, notifier) });
const jurisdiction = await loadJurisdiction(db);
// It will be killed, and writes nothing then.
flushCompileCache();
process.send?.('begun');
for (;;) {
  await runDueReferrals({ clock, events, jurisdiction } as ReferralContext, db);
  await new Promise((again) => setTimeout(again, 20));
}
