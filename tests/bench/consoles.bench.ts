import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../../server/platform/database/database.ts';
import type { Bench } from './bench.ts';
import { spread } from './percentiles.ts';
import { startAcceptingLine } from './stage/accepting-line.ts';
import { type Agency, listAgencies, openSessions } from './stage/console-sessions.ts';
import { type ConsoleStream, openConsole } from './stage/console-stream.ts';
import { startServer } from './stage/server-process.ts';
import { openStage } from './stage/stage.ts';
import { COUNTING, createStatementCounter } from './stage/statement-counter.ts';

/** Time in which the process asks each console once. */
const ROUND_MS = 10_000;
const ASK_EVERY_MS = 20;

export const consoles: Bench = {
  name: 'consoles',
  about: 'what open consoles cost while nothing happens, and how long they hold up the process',
  async run(_, { quick }) {
    const count = quick ? 400 : 2000;
    const listenMs = (quick ? 2 : 4) * ROUND_MS;
    const stage = await openStage(COUNTING);
    const databaseUrl = await stage.freshDatabase();
    const counter = await createStatementCounter(databaseUrl);
    const line = await startAcceptingLine(0);
    const server = await startServer({ databaseUrl, dataDir: stage.folder, lineUrl: line.url });
    const db = openDatabase(databaseUrl, { connections: 8 });
    const stations = await listAgencies(db, 'station');
    const seats = Array.from({ length: count }, (_, at) => ({
      agencyId: (stations[at % stations.length] as Agency).id,
      role: 'duty-officer' as const,
    }));
    const sessions = await openSessions(db, server.url, seats);
    await db.destroy();

    const listen = async () => {
      await counter.reset();
      const before = [await server.cpuMs(), await stage.databaseCpuMs()] as const;
      await sleep(listenMs);
      const statements = (await counter.read()).reduce((sum, { calls }) => sum + calls, 0);
      const perSecond = (value: number) => (value * 1000) / listenMs;
      return {
        server: perSecond((await server.cpuMs()) - before[0]),
        database: perSecond((await stage.databaseCpuMs()) - before[1]),
        statements: perSecond(statements),
      };
    };
    const without = await listen();
    const streams: ConsoleStream[] = [];
    for (let at = 0; at < sessions.length; at += 50) {
      const some = sessions.slice(at, at + 50).map(({ cookie }) => openConsole(server.url, { cookie }));
      streams.push(...(await Promise.all(some)));
    }
    // Opening them is not what is measured.
    await sleep(ROUND_MS);
    const open = await listen();
    const answers: number[] = [];
    for (const ends = performance.now() + 2 * ROUND_MS; performance.now() < ends; await sleep(ASK_EVERY_MS)) {
      const asked = performance.now();
      await (await fetch(`${server.url}/healthz`)).arrayBuffer();
      answers.push(performance.now() - asked);
    }
    for (const stream of streams) stream.close();
    await server.stop();
    await line.stop();
    await counter.close();
    await stage.stop();
    return {
      metrics: [
        { name: 'open consoles', value: streams.length, unit: '' },
        { name: 'server CPU for them', value: open.server - without.server, unit: 'ms a second' },
        { name: 'PostgreSQL CPU for them', value: open.database - without.database, unit: 'ms a second' },
        { name: 'statements for them', value: open.statements - without.statements, unit: 'a second' },
        { name: 'server CPU without any', value: without.server, unit: 'ms a second' },
        { name: 'PostgreSQL CPU without any', value: without.database, unit: 'ms a second' },
        ...spread('another request beside them', answers),
      ],
      targets: [],
      notes: [
        `each console is a session of an account of its own; in ${ROUND_MS / 1000} s each is pinged once and asked whether it may continue`,
      ],
    };
  },
};
