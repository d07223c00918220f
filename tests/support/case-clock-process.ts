// A process that only marks due clocks of cases, proposes workers and sends early notifications, made to be killed: it says when it has started.
import { flushCompileCache } from 'node:module';
import { followStep } from '../../server/capabilities/care/clocks/commands/follow-step.ts';
import { runDueClocks } from '../../server/capabilities/care/clocks/commands/run-due-clocks.ts';
import { planAfterClosure } from '../../server/capabilities/care/commands/ask-after-closure.ts';
import { notifyEarly } from '../../server/capabilities/care/commands/notify-early.ts';
import { suggestCaseWorkers } from '../../server/capabilities/care/commands/suggest-workers.ts';
import type { CareContext } from '../../server/capabilities/care/context.ts';
import { loadJurisdiction } from '../../server/capabilities/jurisdiction/index.ts';
import { type EventMap, LOGGED_EVENTS } from '../../server/events/event-map.ts';
import { openDatabase } from '../../server/platform/database/database.ts';
import { createEvents } from '../../server/platform/events/event-bus.ts';
import { createEventLog } from '../../server/platform/events/event-log.ts';

const [databaseUrl = ''] = process.argv.slice(2);
const db = openDatabase(databaseUrl, { connections: 2, name: 'case clocks to be killed' });
const notifier = { send() {}, on() {}, start: async () => {}, stop: async () => {} };
const clock = { now: () => new Date() };
const events = createEvents<EventMap>({ types: LOGGED_EVENTS, log: createEventLog(db, notifier) });
const jurisdiction = await loadJurisdiction(db);
events.on('case-step', (work, step) => followStep(work, step));
events.on('case-clock-marked', (work, marked) =>
  planAfterClosure({ clock, events, jurisdiction } as CareContext, work, marked),
);
// It will be killed, and writes nothing then.
flushCompileCache();
process.send?.('begun');
for (;;) {
  await runDueClocks({ clock, events, jurisdiction } as CareContext, db);
  await suggestCaseWorkers({ clock, events, jurisdiction } as CareContext, db);
  await notifyEarly({ clock, events, jurisdiction } as CareContext, db);
  await new Promise((again) => setTimeout(again, 20));
}
