import type { FastifyInstance } from 'fastify';
import type { AppError } from '#platform/app-error';
import type { ClockWatch } from '#platform/clock-watch';
import type { StartedDatabases } from '#platform/database/start-databases';
import type { Notifier } from '#platform/events/notifier';
import type { Ticker } from '#platform/jobs/ticker';
import type { LiveStreams } from '#platform/live/live-streams';
import type { Log } from '#platform/log';
import type { ServerProcess } from '#platform/process/server-process';
import type { SystemAlerts } from '#platform/system-alerts/system-alerts';
import { stopInTurn } from './stopping.ts';

type Deps = {
  services: { log: Log; notifier: Notifier; serverProcess: ServerProcess; systemAlerts: SystemAlerts };
  databases: StartedDatabases;
  fastify: FastifyInstance;
  live: LiveStreams;
  clockWatch: ClockWatch;
  ticker: Ticker;
  line: { start(): void; stop(): Promise<void> };
  parts: readonly { start?(): void; stop?(): Promise<void> }[];
  /** The embedded database can't be kept running, and nothing works without it. */
  giveUp: (error: AppError) => void;
};

/** In which order the application starts and stops. */
export function createStartAndStop({ services, databases, giveUp, ...deps }: Deps) {
  const { fastify, live, clockWatch, ticker, line, parts } = deps;
  const { log, notifier, serverProcess, systemAlerts } = services;
  return {
    async start(): Promise<void> {
      databases.supervise({
        log,
        // The alert counts how often by itself, also across restarts of this process.
        onRestart: ({ seconds }) => systemAlerts.raise('database/embedded-died', 'embedded', { seconds }),
        onWell: () => systemAlerts.clear('database/embedded-died', 'embedded'),
        onGiveUp: giveUp,
      });
      // First of all: frees what earlier processes left half done, before anything looks for work.
      await serverProcess.start();
      await live.start();
      await notifier.start();
      await clockWatch.agree();
      line.start();
      for (const part of parts) part.start?.();
      ticker.start();
    },
    runJobsWithin: ticker.runWithin,
    async stop(): Promise<string | undefined> {
      let left: string | undefined;
      await stopInTurn([
        // Ends the live streams, and answers what it has begun.
        () => fastify.close(),
        ticker.stop,
        // Before LINE's channel, which waits for work under way: a file that was being read is fetched again later.
        ...parts.flatMap((part) => part.stop ?? []),
        ...[line.stop, serverProcess.stop, notifier.stop],
        async () => {
          left = await databases.close();
        },
      ]);
      return left;
    },
  };
}
