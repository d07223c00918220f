// A server process with nothing but the LINE channel, made to be killed: it answers every text with the same text.
import { flushCompileCache } from 'node:module';
import Fastify from 'fastify';
import { createLineChannel } from '../../server/channels/line/index.ts';
import type { EventMap } from '../../server/events/event-map.ts';
import { openDatabase } from '../../server/platform/database/database.ts';
import { createEvents } from '../../server/platform/events/event-bus.ts';
import { createEventLog } from '../../server/platform/events/event-log.ts';
import { createNotifier } from '../../server/platform/events/notifier.ts';
import { createLog } from '../../server/platform/log.ts';
import { createServerProcess } from '../../server/platform/process/server-process.ts';
import { createSystemAlerts } from '../../server/platform/system-alerts/system-alerts.ts';

const [databaseUrl = '', lineUrl = '', port = '', at = '', channelSecret = '', channelAccessToken = ''] =
  process.argv.slice(2);
const db = openDatabase(databaseUrl);
// The clock stands still, so no lease ends by its time.
const clock = { now: () => new Date(at), elapsed: () => 0 };
const log = createLog('silent');
const events = createEvents<EventMap>();
const notifier = createNotifier(db, databaseUrl, log);
const serverProcess = createServerProcess({
  ...{ url: databaseUrl, db, log, countFault: () => {} },
  raiseSystemAlert: async () => {},
});
const channel = createLineChannel({
  db,
  processId: serverProcess.id,
  clock,
  log,
  events,
  notifier,
  systemAlerts: createSystemAlerts(db, clock, createEventLog(db, notifier)),
  config: { channelSecret, channelAccessToken, apiBase: lineUrl, dataApiBase: lineUrl },
  attachments: {
    prepare: async (bytes) => ({ clean: { refusal: 'type' }, originalSha256: '', originalBytes: bytes.length }),
    store: async () => 'none',
    refuse: async () => 'none',
  },
});
const fastify = Fastify();
await channel.registerWebhooks(fastify);
await fastify.listen({ port: Number(port), host: '127.0.0.1' });
serverProcess.onEnded(channel.freeLeases);
await serverProcess.start();
await notifier.start();
channel.start({
  async receive(work, { address, input }) {
    if (input.kind !== 'text') return { isStored: true };
    const parts = [{ kind: 'text' as const, text: input.text }];
    await events.publish(work, 'reporter-message-prepared', {
      channel: 'line',
      address,
      quiet: true,
      preview: '-',
      parts,
      choices: [],
      about: null,
    });
    return { isStored: true };
  },
  mediaStored: async () => {},
});
// It will be killed, and writes nothing then.
flushCompileCache();
process.send?.('ready');
