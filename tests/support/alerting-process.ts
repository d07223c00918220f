// Delivers alarms like a server process, for tests that kill it: node alerting-process.ts <database> <time>
import { flushCompileCache } from 'node:module';
import webPush from 'web-push';
import { createDeliverer } from '../../server/capabilities/alerting/commands/run-deliveries.ts';
import type { AlertingContext } from '../../server/capabilities/alerting/context.ts';
import { createGateways } from '../../server/channels/gateway/index.ts';
import { createWebPush } from '../../server/channels/web-push/index.ts';
import { type EventMap, LOGGED_EVENTS } from '../../server/events/event-map.ts';
import { openDatabase } from '../../server/platform/database/database.ts';
import { createEvents } from '../../server/platform/events/event-bus.ts';
import { createEventLog } from '../../server/platform/events/event-log.ts';
import { createLog } from '../../server/platform/log.ts';
import { createPostOutside } from '../../server/platform/outbound/post-outside.ts';
import { createServerProcess } from '../../server/platform/process/server-process.ts';
import { AUTH_SECRET } from './test-config.ts';

const [, , url = '', at = ''] = process.argv;
const db = openDatabase(url, { connections: 6 });
// The clock stands still, so that no lease ends by its time.
const clock = { now: () => new Date(at) };
const notifier = { send: () => {}, on: () => {}, start: async () => {}, stop: async () => {} };
const events = createEvents<EventMap>({ types: LOGGED_EVENTS, log: createEventLog(db, notifier) });
const post = createPostOutside({ allowInside: true });
const keys = { ...webPush.generateVAPIDKeys(), subject: 'mailto:nobody@demo.ess.example' };
const log = createLog('silent');
const serverProcess = createServerProcess({ url, db, log, countFault: () => {}, raiseSystemAlert: async () => {} });
const parts = {
  ...{
    db,
    clock,
    notifier,
    log,
    processId: serverProcess.id,
    events,
  },
  systemAlerts: { raise: async () => {} },
  jurisdiction: { findAgency: () => ({ nameTh: 'สถานีสมมติ', nameEn: 'A station' }) },
  channels: { push: createWebPush(keys, post), gateway: createGateways(AUTH_SECRET, post) },
  consoleUrl: 'https://ess.example/console',
} as unknown as AlertingContext;
const deliverer = createDeliverer(parts);
serverProcess.onEnded(deliverer.freeLeases);
await serverProcess.start();
setInterval(deliverer.deliverDue, 20);
// It will be killed, and writes nothing then.
flushCompileCache();
process.send?.('works');
