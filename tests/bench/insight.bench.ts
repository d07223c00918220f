import type { InsightSummary } from '../../contract/insight.ts';
import { addDays, firstOfMonth, thaiDayOf } from '../../contract/thai-day.ts';
import {
  type Asked,
  countBins,
  countByTime,
  countHours,
  countIncidents,
} from '../../server/capabilities/insight/figures/store/figure-rows.ts';
import { type Connection, openDatabase, rows, sql } from '../../server/platform/database/database.ts';
import type { Bench } from './bench.ts';
import { spread } from './percentiles.ts';
import { startAcceptingLine } from './stage/accepting-line.ts';
import { openSessions } from './stage/console-sessions.ts';
import { fillRollups, generateFacts, withoutIndexes } from './stage/insight-facts.ts';
import { startServer } from './stage/server-process.ts';

const FACTS = 10_000_000;
const YEARS = 10;
const COLD_MS = 1000;
const WARM_MS = 300;
const TIMES_FASTER = 50;
const ROUNDS = 5;
/** As many as the smallest machine has processors. */
const AT_ONCE = 2;
const TABLES = [
  ...['insight.incident_facts', 'insight.day_counts', 'insight.month_counts', 'insight.interval_bins'],
  ...['insight.month_interval_bins', 'insight.hour_of_week'],
];
const PAGES = ['summary', 'series', 'intervals', 'hour-of-week', 'table?rows=type&columns=disposition'] as const;
/** Provinces side by side. */
const PAGES_OF_NATION = ['table?rows=area&columns=type', 'ranking?interval=contact-to-scene'] as const;

export const insight: Bench = {
  name: 'insight',
  about: `figures of twelve months among ${FACTS} incidents: nation, the largest province and a station; sums against facts`,
  async run(stage, { quick }) {
    const facts = quick ? FACTS / 10 : FACTS;
    const databaseUrl = await stage.freshDatabase();
    const db = openDatabase(databaseUrl, { connections: 1 });
    const agencies = await rows(
      db,
      sql<{ id: string; province: string }>`SELECT id, substr(code, 3, 2) AS province FROM jurisdiction.agencies
        WHERE kind = 'station' ORDER BY code`,
    );
    const [now, began] = [new Date(), performance.now()];
    const wide = openDatabase(databaseUrl, { connections: AT_ONCE });
    await withoutIndexes(db, () =>
      generateFacts(wide, { n: facts, years: YEARS, until: now, agencies, atOnce: AT_ONCE }),
    );
    const generated = performance.now();
    await sql`VACUUM ANALYZE insight.incident_facts`.execute(db);
    await fillRollups(wide, { atOnce: AT_ONCE });
    await wide.destroy();
    const filled = performance.now();
    // No incident stands behind these facts: the recount of the day would take them away.
    await sql`UPDATE insight.cursor SET recounted_on = ${thaiDayOf(now)}::date`.execute(db);
    await sql.raw(`VACUUM ANALYZE ${TABLES.join(', ')}`).execute(db);
    const [sizes] = await rows(
      db,
      sql<{ sums: number; sumsMegabytes: number; megabytes: number }>`SELECT
        (sum(reltuples) FILTER (WHERE relname <> 'incident_facts'))::int AS sums,
        ((sum(pg_total_relation_size(oid)) FILTER (WHERE relname <> 'incident_facts')) / 1000000)::int AS "sumsMegabytes",
        (sum(pg_total_relation_size(oid)) / 1000000)::int AS megabytes
        FROM pg_class WHERE oid = ANY(${TABLES}::regclass[])`,
    );

    const to = thaiDayOf(now);
    const span = { from: addDays(to, -364), to };
    const nation: Asked = { ...span, type: undefined, channel: undefined, scope: { province: null } };
    const all: Asked = { ...nation, scope: { agencyIds: agencies.map(({ id }) => id) } };
    // The first time reads from disk, for the one as for the other.
    await readPage(db, nation);
    const fromSums = await readPage(db, nation);
    const fromFacts = await readPage(db, all);
    await db.destroy();

    const line = await startAcceptingLine(0);
    const server = await startServer({ databaseUrl, dataDir: stage.folder, lineUrl: line.url });
    const ids = openDatabase(databaseUrl, { connections: 1 });
    const [desk] = await rows(
      ids,
      sql<{ id: string }>`SELECT id FROM jurisdiction.agencies WHERE kind = 'national-desk'`,
    );
    const [session] = await openSessions(ids, server.url, [{ agencyId: desk?.id ?? '', role: 'national-desk' }]);
    await ids.destroy();
    const scopes = { nation: '', province: '&province=10', station: `&agencyId=${agencies[0]?.id}` };
    // As many days before and after whole months as there can be.
    const ragged = { from: addDays(firstOfMonth(addDays(to, -400)), 1), to: addDays(firstOfMonth(to), -2) };
    const asked = Object.entries(scopes).flatMap(([scope, query]) => [
      ...PAGES.map((page) => ({ page, scope, query, span })),
      ...(scope === 'nation' ? PAGES_OF_NATION.map((page) => ({ page, scope, query, span })) : []),
      ...(['summary', 'intervals'] as const).map((page) => ({ page, scope: `${scope}, ragged`, query, span: ragged })),
    ]);
    const [cold, warm]: [Record<string, number[]>, Record<string, number[]>] = [{}, {}];
    let n = 0;
    for (let round = 0; round <= ROUNDS; round++) {
      for (const { page, scope, query, span: days } of asked) {
        const [path = '', own = ''] = page.split('?');
        const started = performance.now();
        const answer = await fetch(
          `${server.url}/api/v1/insight/${path}?from=${days.from}&to=${days.to}${query}${own && `&${own}`}`,
          { headers: { cookie: session?.cookie ?? '' } },
        );
        if (!answer.ok) throw new Error(`${page} of ${scope}: ${answer.status} ${await answer.text()}`);
        const body = (await answer.json()) as InsightSummary;
        const ms = performance.now() - started;
        if (scope === 'nation' && path === 'summary') n = body.n;
        const name = `${path}${own.startsWith('rows=area') ? ' by area' : ''} of ${scope}`;
        const kept = round === 0 ? cold : warm;
        kept[name] = [...(kept[name] ?? []), ms];
      }
    }
    await server.stop();
    await line.stop();
    const slowest = (times: Record<string, number[]>) =>
      Object.entries(times)
        .map(([page, each]) => ({ page, ms: Math.max(...each) }))
        .reduce((one, other) => (other.ms > one.ms ? other : one));
    const [worstCold, worstWarm, ratio] = [slowest(cold), slowest(warm), fromFacts / fromSums];
    return {
      metrics: [
        { name: 'facts', value: facts, unit: '' },
        { name: 'incidents of the nation in the twelve months', value: n, unit: '' },
        { name: 'rows of sums', value: sizes?.sums ?? 0, unit: '' },
        { name: 'sums on disk', value: sizes?.sumsMegabytes ?? 0, unit: 'MB' },
        { name: 'facts and sums on disk', value: sizes?.megabytes ?? 0, unit: 'MB' },
        { name: 'facts made in', value: (generated - began) / 1000, unit: 's' },
        { name: 'sums made in', value: (filled - generated) / 1000, unit: 's' },
        { name: 'national page from sums', value: fromSums, unit: 'ms' },
        { name: 'national page from facts', value: fromFacts, unit: 'ms' },
        ...Object.entries(warm).flatMap(([page, each]) => spread(page, each)),
      ],
      targets: [
        {
          ...{ what: `cold < ${COLD_MS} ms`, met: worstCold.ms < COLD_MS },
          reached: `${worstCold.ms.toFixed(0)} ms (${worstCold.page})`,
        },
        {
          ...{ what: `warm < ${WARM_MS} ms`, met: worstWarm.ms < WARM_MS },
          reached: `${worstWarm.ms.toFixed(0)} ms (${worstWarm.page})`,
        },
        {
          ...{ what: `from sums ≥ ${TIMES_FASTER} × faster than from facts`, met: ratio >= TIMES_FASTER },
          reached: `${ratio.toFixed(1)} ×`,
        },
      ],
      notes: [
        `${facts} facts over ${YEARS} years, the same every time; pages over HTTP, one after the other`,
        'cold: asked for the first time after a start of the server; the files may be in the memory of the machine',
      ],
    };
  },
};

/** All figures of a page, in ms. */
async function readPage(connection: Connection, asked: Asked): Promise<number> {
  const started = performance.now();
  await countIncidents(connection, asked);
  await countByTime(connection, asked, 'month');
  await countBins(connection, asked);
  await countHours(connection, asked);
  return performance.now() - started;
}
