import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, openDatabase, rows, sql } from '../../server/platform/database/database.ts';
import { insertOpenIncidents } from '../support/open-incidents.ts';
import type { Bench } from './bench.ts';
import { spread } from './percentiles.ts';
import { startAcceptingLine } from './stage/accepting-line.ts';
import { startServer } from './stage/server-process.ts';

const INCIDENTS = 10_000;
const LATEST_MS = 1000;
const LOOK_MS = 25;

export const escalationSteps: Bench = {
  name: 'escalation-steps',
  about: `how late rungs of the ladder fire at ${INCIDENTS} open incidents that nobody answers`,
  async run(stage, { quick }) {
    const databaseUrl = await stage.freshDatabase();
    const line = await startAcceptingLine(0);
    const db = openDatabase(databaseUrl, { connections: 4 });
    const server = await startServer({ databaseUrl, dataDir: stage.folder, lineUrl: line.url });
    // All stand at the top and are told again every 120 s, spread over as long.
    await insertOpenIncidents(db, { count: INCIDENTS, beginWithinSeconds: 120, nextStep: 4 });
    const seconds = quick ? 20 : 60;
    // What fell due while they were being written in one go is not what is measured.
    await sleep(5000);
    const cpuBefore = (await server.cpuMs()) + (await stage.databaseCpuMs());
    const standing = await watch(db, seconds);
    const cpu = (await server.cpuMs()) + (await stage.databaseCpuMs()) - cpuBefore;
    // On top of them a disaster: reports that climb from the bottom.
    const added = quick ? 500 : 2000;
    await insertOpenIncidents(db, { count: added, beginWithinSeconds: 40 });
    const climbing = await watch(db, quick ? 25 : 60);
    await db.destroy();
    await server.stop();
    await line.stop();
    const worst = Math.max(...standing, ...climbing);
    return {
      metrics: [
        { name: 'open incidents, all unanswered', value: INCIDENTS, unit: '' },
        { name: 'rungs fired, standing', value: standing.length, unit: '' },
        ...spread('late, standing', standing),
        { name: 'CPU each, server and database', value: cpu / standing.length, unit: 'ms' },
        { name: 'rungs fired, with new ones climbing', value: climbing.length, unit: '' },
        ...spread('late, with new ones climbing', climbing),
      ],
      targets: [
        { what: `no rung later than ${LATEST_MS} ms`, reached: `${worst.toFixed(0)} ms`, met: worst < LATEST_MS },
      ],
      notes: [
        `from when a rung was due until it stood in the database with its notices, as another connection sees it (looked every ${LOOK_MS} ms)`,
        `standing: the last rung again every 120 s, ${seconds} s long; then ${added} more incidents within 40 s from the first rung on`,
      ],
    };
  },
};

/** Lateness in ms of every rung that fires in this time. */
async function watch(db: Database, seconds: number): Promise<number[]> {
  const seen = new Set((await read(db)).map(({ id }) => id));
  const late: number[] = [];
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    for (const { id, dueAt } of await read(db)) {
      if (seen.has(id)) continue;
      seen.add(id);
      late.push(Date.now() - dueAt.getTime());
    }
    await sleep(LOOK_MS);
  }
  return late;
}

/** The firings of the last seconds: a rung that takes longer than that to be seen would be late in any case. */
function read(db: Database): Promise<{ id: string; dueAt: Date }[]> {
  return rows(
    db,
    sql<{
      id: string;
      dueAt: Date;
    }>`SELECT id, due_at AS "dueAt" FROM escalation.executions ORDER BY id DESC LIMIT 500`,
  );
}
