import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { AppError } from '../app-error.ts';
import { type Database, rows, sql } from '../database/database.ts';
import { isLoopback } from '../ip-address.ts';
import type { ServerProcess } from '../process/server-process.ts';
import type { FaultCounter } from '../process/storage-fault.ts';

/** A number of one part of the application, read each time Prometheus asks. */
export type GaugeSource = { name: string; help: string; read(): Promise<number> };

export type HealthDeps = {
  db: Database;
  process: Pick<ServerProcess, 'findFault'>;
  faults: FaultCounter;
  openStreams(): number;
  gauges?: readonly GaugeSource[];
  /** What the monitoring has to show; without one only callers on this machine are answered. */
  metricsToken: string | undefined;
};

/** Process up · something can be stored · numbers for Prometheus. */
export function registerHealthRoutes(fastify: FastifyInstance, watched: HealthDeps): void {
  const { db, process, faults, openStreams, gauges = [], metricsToken } = watched;
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  // The process goes on watching for its default metrics: without this it would keep a server that was closed in memory.
  fastify.addHook('onClose', async () => metrics.clear());
  gauge(metrics, 'ess_live_streams', 'Open live streams of this process', async () => openStreams());
  const gone = 'Requests whose caller went away before the answer was there whole, since the start of this process';
  gauge(metrics, 'ess_requests_aborted', gone, async () => fastify.abortedRequests());
  for (const { name, help, read } of gauges) gauge(metrics, name, help, read);
  const count = (statement: ReturnType<typeof sql<{ count: number }>>) => async () =>
    (await rows(db, statement))[0]?.count ?? 0;
  gauge(
    metrics,
    'ess_system_alerts_open',
    'Alerts that a technician has to resolve',
    count(sql<{ count: number }>`SELECT count(*) AS count FROM platform.system_alerts WHERE resolved_at IS NULL`),
  );
  gauge(
    metrics,
    'ess_event_log_last',
    'Number of the last entry of the event log',
    count(sql<{ count: number }>`SELECT coalesce(max(seq), 0) AS count FROM platform.event_log`),
  );
  gauge(metrics, 'ess_ready', '1 while something can be stored, as /readyz says', async () =>
    (await process.findFault()) ? 0 : 1,
  );
  new Counter({
    name: 'ess_failed_writes_total',
    help: 'What the database could not do because nothing could be stored, by the reason',
    labelNames: ['reason'],
    registers: [metrics],
    collect() {
      this.reset();
      for (const [reason, count] of faults.read()) this.inc({ reason }, count);
    },
  });
  new Counter({
    name: 'ess_requests_refused_total',
    help: 'Requests of this process that were refused, by the code of the refusal',
    labelNames: ['code'],
    registers: [metrics],
    collect() {
      this.reset();
      for (const [code, count] of fastify.refusals) this.inc({ code }, count);
    },
  });
  // Never refused in a flood: a monitor would take the process for dead and restart it.
  const hidden = { schema: { hide: true }, config: { isNeverLimited: true } } as const;
  fastify.get('/healthz', hidden, async () => ({ status: 'up' }));
  fastify.get('/readyz', hidden, async () => {
    const fault = await process.findFault();
    if (fault) throw new AppError(fault, { params: { seconds: 1 } });
    return { status: 'ready' };
  });
  fastify.get('/metrics', hidden, async (request, reply) => {
    // The numbers are not for everybody: the answer is that of an address that isn't there.
    if (!mayMonitor(request, metricsToken)) throw new AppError('request/not-found');
    return reply.type(metrics.contentType).send(await metrics.metrics());
  });
}

function mayMonitor({ headers, ip }: FastifyRequest, token: string | undefined): boolean {
  if (token === undefined) return isLoopback(ip);
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${token}`));
}

function gauge(registry: Registry, name: string, help: string, read: () => Promise<number>): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    async collect() {
      // The numbers are read most when the database is away: those that come from it are then NaN.
      this.set(await read().catch(() => Number.NaN));
    },
  });
}
