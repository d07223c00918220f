import { randomUUID } from 'node:crypto';
import type { WorkToday } from '../../contract/case-work.ts';
import { type Database, openDatabase, sql } from '../../server/platform/database/database.ts';
import type { Bench } from './bench.ts';
import { p99, spread } from './percentiles.ts';
import { startAcceptingLine } from './stage/accepting-line.ts';
import { listAgencies, openSessions } from './stage/console-sessions.ts';
import { startServer } from './stage/server-process.ts';

const OPEN_CASES = 200_000;
const CLOCKS = ['first-contact', 'assessment', 'review', 'silence'];
const WORKERS = 20;
const SLOWEST_MS = 100;

export const careToday: Bench = {
  name: 'care-today',
  about: `a worker's today page with ${OPEN_CASES} open cases in the country`,
  async run(stage, { quick }) {
    const databaseUrl = await stage.freshDatabase();
    const line = await startAcceptingLine(0);
    const server = await startServer({ databaseUrl, dataDir: stage.folder, lineUrl: line.url });
    const db = openDatabase(databaseUrl, { connections: 1 });
    const centres = await listAgencies(db, 'tambon-centre');
    const offices = await listAgencies(db, 'provincial-social-office');
    const seats = centres.slice(0, WORKERS).map(({ id }) => ({ agencyId: id, role: 'caseworker' as const }));
    const office = { agencyId: offices[0]?.id ?? '', role: 'provincial-social-office' as const };
    const sessions = await openSessions(db, server.url, [...seats, office]);
    const get = async (path: string, cookie = '') =>
      (await fetch(`${server.url}${path}`, { headers: { cookie } })).text();
    const workers: string[] = [];
    for (const { cookie } of sessions.slice(0, WORKERS)) {
      workers.push((JSON.parse(await get('/api/v1/me', cookie)) as { id: string }).id);
    }
    const everybody = centres.map((_, index) => workers[index] ?? randomUUID());
    await openCases(
      db,
      centres.map(({ id }) => id),
      everybody,
    );

    const answers: number[] = [];
    let page = '';
    const rounds = quick ? 10 : 50;
    for (let round = -1; round < rounds; round++) {
      for (const { cookie } of sessions.slice(0, WORKERS)) {
        const started = performance.now();
        page = await get('/api/v1/care/today', cookie);
        if (round >= 0) answers.push(performance.now() - started);
      }
    }
    const boards: number[] = [];
    for (let tries = 0; tries < rounds; tries++) {
      const started = performance.now();
      await get('/api/v1/care/overdue', sessions[WORKERS]?.cookie);
      boards.push(performance.now() - started);
    }
    const { doNow, late } = JSON.parse(page) as WorkToday;
    await db.destroy();
    await server.stop();
    await line.stop();
    const slowest = p99(answers);
    return {
      metrics: [
        { name: 'open cases', value: OPEN_CASES, unit: '' },
        { name: 'rows on the page', value: doNow.length + late.length, unit: '' },
        { name: 'page', value: Buffer.byteLength(page), unit: 'bytes' },
        ...spread('today', answers),
        ...spread('what is late in a province', boards),
      ],
      targets: [
        { what: `today p99 < ${SLOWEST_MS} ms`, reached: `${slowest.toFixed(0)} ms`, met: slowest < SLOWEST_MS },
      ],
      notes: [
        `${WORKERS} workers of as many centres, one after the other over HTTP, the answer read whole; the view is recorded`,
        `${CLOCKS.length} running clocks a case; each centre has one worker and two cases that nobody has accepted`,
      ],
    };
  },
};

/** Cases of every centre in the country, all of its one worker but two. A tenth is late, and that was said. */
async function openCases(db: Database, centres: string[], workers: string[]): Promise<void> {
  const each = Math.ceil(OPEN_CASES / centres.length);
  const place = JSON.stringify({ subdistrictTh: 'ตำบล', provinceTh: 'จังหวัด', precision: 'exact' });
  // The rows fit each other: checking a million of them would take longer than what is measured.
  await sql`SET session_replication_role = replica`.execute(db);
  await sql`CREATE TEMPORARY TABLE made AS SELECT centre.id AS agency_id, centre.worker, k,
      uuidv7() AS case_id, uuidv7() AS person_id
    FROM unnest(${centres}::uuid[], ${workers}::uuid[]) AS centre (id, worker), generate_series(1, ${each}) AS k
    LIMIT ${OPEN_CASES}`.execute(db);
  await sql`INSERT INTO care.people (id, name, safe_contact, created_at, updated_at)
    SELECT person_id, 'สมมติ ' || k, '{"channel": "call", "hours": "any"}', now(), now() FROM made`.execute(db);
  await sql`INSERT INTO care.cases (id, buddhist_year, person_id, concern, source, place, status, status_since, risk, agency_id,
      worker_id, opened_at, waiting_since, accepted_at, updated_at)
    SELECT case_id, 2569, person_id, 'victim', 'walk-in', ${place}::jsonb,
      CASE WHEN k <= 2 THEN 'registered' ELSE 'assessing' END, now() - interval '1 day',
      CASE k % 3 WHEN 0 THEN 'high' WHEN 1 THEN 'medium' ELSE 'low' END, agency_id,
      CASE WHEN k > 2 THEN worker END, now() - interval '2 days', now() - interval '2 days',
      CASE WHEN k > 2 THEN now() - interval '1 day' END, now() FROM made`.execute(db);
  await sql`INSERT INTO care.clocks (id, case_id, rule, started_at, due_at, passed_at)
    SELECT uuidv7(), case_id, rule, now() - interval '2 days',
      now() + CASE WHEN k = 7 THEN interval '-1 hour' ELSE make_interval(hours => 5 + k) END,
      CASE WHEN k = 7 THEN now() END
    FROM made, unnest(${CLOCKS}::text[]) AS rule`.execute(db);
  await sql`ANALYZE care.people, care.cases, care.clocks`.execute(db);
}
