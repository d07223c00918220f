// A server process's worth of delivering alarms, for tests that kill it: node alerting-process.ts <database> <ms ahead>
import webPush from 'web-push';
import { type AlertingParts, createDeliverer } from '../../server/capabilities/alerting/index.ts';
import { createGateways } from '../../server/channels/gateway/index.ts';
import { createWebPush } from '../../server/channels/web-push/index.ts';
import type { EventMap } from '../../server/events/event-map.ts';
import { openDatabase } from '../../server/platform/database/database.ts';
import { createEvents } from '../../server/platform/events/event-bus.ts';
import { createEventLog } from '../../server/platform/events/event-log.ts';
import { createLog } from '../../server/platform/log.ts';
import { createPostOutside } from '../../server/platform/outbound/post-outside.ts';
import { AUTH_SECRET } from './test-config.ts';

const [, , url = '', ahead = '0'] = process.argv;
const db = openDatabase(url, { connections: 6 });
const clock = { now: () => new Date(Date.now() + Number(ahead)) };
const wake = { send: () => {}, on: () => {}, start: async () => {}, stop: async () => {} };
const post = createPostOutside({ allowInside: true });
const keys = { ...webPush.generateVAPIDKeys(), subject: 'mailto:nobody@demo.ess.example' };
const parts = {
  ...{
    db,
    clock,
    wake,
    log: createLog('silent'),
    events: createEvents<EventMap>(),
    eventLog: createEventLog(db, wake),
  },
  alarms: { raise: async () => {} },
  jurisdiction: { findAgency: () => ({ nameTh: 'สถานีสมมติ', nameEn: 'A station' }) },
  ways: { push: createWebPush(keys, post), gateway: createGateways(AUTH_SECRET, post) },
  consoleUrl: 'https://ess.example/console',
} as unknown as AlertingParts;
const deliverer = createDeliverer(parts);
setInterval(deliverer.look, 20);
process.send?.('works');
