import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, openDatabase, rows, sql } from '../../server/platform/database/database.ts';
import { insertOpenIncidents } from '../support/open-incidents.ts';
import type { Bench } from './bench.ts';
import { spread } from './percentiles.ts';
import { startAcceptingLine } from './stage/accepting-line.ts';
import { startServer } from './stage/server-process.ts';

const INCIDENTS = 10_000;
const LATEST_MS = 1000;
const POLL_MS = 25;
const NEW_EVERY_SECONDS = 4;

export const escalationSteps: Bench = {
  name: 'escalation-steps',
  about: `how late escalation steps are executed with ${INCIDENTS} open incidents that nobody answers`,
  async run(stage, { quick }) {
    const databaseUrl = await stage.freshDatabase();
    const line = await startAcceptingLine(0);
    const db = openDatabase(databaseUrl, { connections: 4 });
    const server = await startServer({ databaseUrl, dataDir: stage.folder, lineUrl: line.url });
    // All repeat the last step every 120 s, spread over that time.
    await insertOpenIncidents(db, { count: INCIDENTS, beginWithinSeconds: 120, nextStep: 4 });
    const seconds = quick ? 20 : 60;
    // Steps that became due during the insert are not measured.
    await sleep(5000);
    const cpuBefore = (await server.cpuMs()) + (await stage.databaseCpuMs());
    const repeating = await watch(db, seconds);
    const cpu = (await server.cpuMs()) + (await stage.databaseCpuMs()) - cpuBefore;
    // Then new incidents, which begin with the first step.
    const added = quick ? 250 : 2000;
    const adding = addOneAfterAnother(db, added, quick ? 20 : 40);
    const withNew = await watch(db, quick ? 25 : 60);
    await adding;
    await db.destroy();
    await server.stop();
    await line.stop();
    const worst = Math.max(...repeating, ...withNew);
    return {
      metrics: [
        { name: 'open incidents, all unanswered', value: INCIDENTS, unit: '' },
        { name: 'steps executed, repeating', value: repeating.length, unit: '' },
        ...spread('late, repeating', repeating),
        { name: 'CPU each, server and database', value: cpu / repeating.length, unit: 'ms' },
        { name: 'steps executed, with new incidents', value: withNew.length, unit: '' },
        ...spread('late, with new incidents', withNew),
      ],
      targets: [
        { what: `no step later than ${LATEST_MS} ms`, reached: `${worst.toFixed(0)} ms`, met: worst < LATEST_MS },
      ],
      notes: [
        `from a step's due time until its execution is visible to another connection (polled every ${POLL_MS} ms)`,
        `repeating: the last step every 120 s, for ${seconds} s; then ${added} new incidents within ${quick ? 20 : 40} s`,
      ],
    };
  },
};

/** New incidents, evenly over this time: none begins more than a few seconds after it was written. */
async function addOneAfterAnother(db: Database, count: number, seconds: number): Promise<void> {
  const parts = seconds / NEW_EVERY_SECONDS;
  for (let part = 0; part < parts; part++) {
    await insertOpenIncidents(db, { count: count / parts, beginWithinSeconds: NEW_EVERY_SECONDS });
    await sleep(NEW_EVERY_SECONDS * 1000);
  }
}

/** Lateness in ms of every step that is executed in this time. */
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
    await sleep(POLL_MS);
  }
  return late;
}

/** The latest executions; one that becomes visible after more than these is late in any case. */
function read(db: Database): Promise<{ id: string; dueAt: Date }[]> {
  return rows(
    db,
    sql<{
      id: string;
      dueAt: Date;
    }>`SELECT id, due_at AS "dueAt" FROM escalation.executions ORDER BY id DESC LIMIT 500`,
  );
}
