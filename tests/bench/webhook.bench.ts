import { getRow, openDatabase, sql } from '../../server/platform/database/database.ts';
import type { Bench } from './bench.ts';
import { p99, spread } from './percentiles.ts';
import { startAcceptingLine } from './stage/accepting-line.ts';
import { insertBare } from './stage/pgbench.ts';
import { loadWebhooks } from './stage/raw-load.ts';
import { aUserId, locationMessage, sign } from './stage/reporters.ts';
import { startServer } from './stage/server-process.ts';

const SOMEWHERE = { lat: 16.8211, lng: 100.2659 };
const CONNECTIONS = 32;
const LEAST_RATIO = 0.5;
const SLOWEST_MS = 50;

export const webhook: Bench = {
  name: 'webhook',
  about: 'webhook accepted and durable, against bare inserts of the same row into the same PostgreSQL',
  async run(stage, { quick }) {
    const seconds = quick ? 4 : 15;
    const bareUrl = await stage.freshDatabase();
    const payload = JSON.stringify(locationMessage(aUserId(), Date.now(), SOMEWHERE));
    const asked = { databaseUrl: bareUrl, folder: stage.folder, payload, connections: CONNECTIONS, seconds };
    const before = await insertBare(asked);

    const databaseUrl = await stage.freshDatabase();
    const line = await startAcceptingLine(0);
    const server = await startServer({ databaseUrl, dataDir: stage.folder, lineUrl: line.url });
    const now = Date.now();
    const webhooks = Array.from({ length: 10_000 + seconds * 12_000 }, () =>
      sign(locationMessage(aUserId(), now, SOMEWHERE)),
    );
    // The first second is for the compiler; nothing of it is counted.
    await loadWebhooks(server.port, webhooks.splice(0, 10_000), { connections: CONNECTIONS, seconds: 1 });
    const cpuBefore = { server: await server.cpuMs(), database: await stage.databaseCpuMs(), own: process.cpuUsage() };
    const load = await loadWebhooks(server.port, webhooks, { connections: CONNECTIONS, seconds });
    const own = process.cpuUsage(cpuBefore.own);
    const cpu = {
      server: (await server.cpuMs()) - cpuBefore.server,
      database: (await stage.databaseCpuMs()) - cpuBefore.database,
      load: (own.user + own.system) / 1000,
    };
    const db = openDatabase(databaseUrl, { connections: 1 });
    const { stored, processed } = await getRow(
      db,
      sql<{ stored: number; processed: number }>`SELECT count(*) AS stored, count(processed_at) AS processed
        FROM line.webhook_events`,
    );
    await db.destroy();
    await server.stop();
    await line.stop();
    const after = await insertBare(asked);

    const perSecond = load.answered / load.seconds;
    const bare = (before.perSecond + after.perSecond) / 2;
    const slowest = p99(load.latencies);
    return {
      metrics: [
        { name: 'webhooks answered 200', value: perSecond, unit: '/s' },
        { name: `bare inserts (${before.by}), before`, value: before.perSecond, unit: '/s' },
        { name: 'bare inserts, after', value: after.perSecond, unit: '/s' },
        { name: 'ratio', value: perSecond / bare, unit: '' },
        ...spread('answer', load.latencies),
        { name: 'bare insert, average', value: (before.latencyMs + after.latencyMs) / 2, unit: 'ms' },
        ...Object.entries(cpu).map(([who, ms]) => ({
          name: `cores in use, ${who}`,
          value: ms / 1000 / load.seconds,
          unit: '',
        })),
        { name: 'refused', value: load.refused, unit: '' },
        { name: 'stored', value: stored, unit: 'events' },
        { name: 'processed meanwhile', value: processed, unit: 'events' },
      ],
      targets: [
        {
          what: `ratio ≥ ${LEAST_RATIO}`,
          reached: (perSecond / bare).toFixed(2),
          met: perSecond / bare >= LEAST_RATIO,
        },
        { what: `p99 < ${SLOWEST_MS} ms`, reached: `${slowest.toFixed(1)} ms`, met: slowest < SLOWEST_MS },
      ],
      notes: [
        `${CONNECTIONS} connections, each the next webhook as soon as the last is answered; ${webhooks.length} signed beforehand, each of another person`,
        `payload ${Buffer.byteLength(payload)} bytes; processing goes on in the background as always; load generator, server, LINE and PostgreSQL share the machine`,
      ],
    };
  },
};
