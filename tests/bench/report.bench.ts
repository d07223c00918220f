import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase, sql } from '../../server/platform/database/database.ts';
import type { Bench, Metric } from './bench.ts';
import { startAcceptingLine } from './stage/accepting-line.ts';
import { listAgencies, manStations, openSessions } from './stage/console-sessions.ts';
import { openConsole } from './stage/console-stream.ts';
import { measureMemoryAfterRest } from './stage/memory-after-rest.ts';
import { aPhone, aUserId, locationMessage, phoneMessage, placeNear, typeTap } from './stage/reporters.ts';
import { startServer } from './stage/server-process.ts';
import { openStage, type Stage } from './stage/stage.ts';
import { COUNTING, type Counted, createStatementCounter } from './stage/statement-counter.ts';
import { atRate, createSender } from './stage/webhook-sender.ts';

/** Taps a second while each kind of tap is measured alone: a third of a report each, so about 8 whole reports a second. */
const PER_SECOND = 25;
/** The warm-up's, in taps. */
const PER_SECOND_BUSY = 100;
/** Whole reports a second, each with its three taps, among each other as people send them. */
const WHOLE_PER_SECOND = [25, 100] as const;
/** Between the taps of one person, in milliseconds. */
const BETWEEN_TAPS_MS = 1500;
/**
 * A server in service has run for days, one of the bench for seconds: V8's own threads, mostly its compiler, took 2 to 3 ms
 * of each report after 100, and 0.5 to 1 ms after 500.
 */
const WARM_UP_REPORTS = 600;
const MOST_CPU_MS = 10;
const MOST_STATEMENTS = 25;
const MOST_TRANSACTIONS = 4;
/** By then the last answer was taken and noted. */
const AFTER_LAST_TAP_MS = 500;
/** Timers ask for due work whether anybody reports or not; so long they are listened to alone. */
const IDLE_MS = 6000;
/** Those of which the statements are counted, after those of which the CPU is measured. */
const COUNTED_REPORTS = 100;

type Step = { name: string; cpu: { server: number; database: number }; statements: Counted[]; seconds: number };

export const report: Bench = {
  name: 'report',
  about: 'what one report costs: statements and CPU for its type, its pin and its phone, all messages answered',
  async run(_, { quick }) {
    const reports = quick ? 100 : 400;
    const memory = await measureMemoryAfterRest();
    const stage = await openStage(COUNTING);
    const databaseUrl = await stage.freshDatabase();
    const counter = await createStatementCounter(databaseUrl);
    const line = await startAcceptingLine(20);
    const server = await startServer({ databaseUrl, dataDir: stage.folder, lineUrl: line.url });
    const db = openDatabase(databaseUrl, { connections: 2 });
    const stations = await listAgencies(db, 'station');
    await manStations(db, stations);
    const seats = stations.slice(0, 20).map(({ id }) => ({ agencyId: id, role: 'duty-officer' as const }));
    const sessions = await openSessions(db, server.url, seats);
    const streams = await Promise.all(sessions.map(({ cookie }) => openConsole(server.url, { cookie })));
    const sender = createSender(server.url);

    const measure = async (name: string, work: () => Promise<void>): Promise<Step> => {
      await counter.reset();
      const before = [await server.cpuMs(), await stage.databaseCpuMs()] as const;
      const started = performance.now();
      await work();
      while (!(await counter.isAtRest())) await sleep(100);
      const seconds = (performance.now() - started) / 1000;
      const cpu = { server: (await server.cpuMs()) - before[0], database: (await stage.databaseCpuMs()) - before[1] };
      const statements = await counter.read();
      // The next step of the escalation would come in half a minute, in the middle of what is measured then.
      await sql`UPDATE escalation.runs SET next_due_at = next_due_at + interval '1 day' WHERE stopped_at IS NULL`.execute(
        db,
      );
      return { name, cpu, statements, seconds };
    };
    const taps = (count: number, perSecond: number): [string, () => Promise<void>][] => {
      const people = Array.from({ length: count }, aUserId);
      const send = (event: (person: string, at: number) => object) =>
        atRate(count, perSecond, (at) => void sender.deliver(event(people[at] as string, Date.now())));
      return [
        ['type', () => send(typeTap)],
        ['pin', () => send((person, at) => locationMessage(person, at, placeNear(someStation(), 0.4)))],
        ['phone', () => send((person, at) => phoneMessage(person, at, aPhone()))],
      ];
    };
    const someStation = () => stations[Math.floor(Math.random() * stations.length)] as (typeof stations)[number];

    // The first reports are for the compiler and the plans; nothing of them is counted.
    for (const [name, tap] of taps(WARM_UP_REPORTS, PER_SECOND_BUSY)) await measure(name, tap);
    const measureReports = async (count: number, perSecond: number, isCounting = false): Promise<Measured> => {
      await counter.count(isCounting);
      const idle = await measure('idle', () => sleep(IDLE_MS));
      const steps: Step[] = [];
      for (const [name, tap] of taps(count, perSecond)) steps.push(await measure(name, tap));
      return { reports: count, idle, steps };
    };
    const measured = await measureReports(reports, PER_SECOND);
    const whole: { perSecond: number; cost: Cost }[] = [];
    for (const perSecond of WHOLE_PER_SECOND) {
      const count = quick ? perSecond * 4 : perSecond * 16;
      const idle = await measure('idle', () => sleep(IDLE_MS));
      const step = await measure('whole', async () => {
        const sending = taps(count, perSecond).map(([, tap], place) => sleep(place * BETWEEN_TAPS_MS).then(tap));
        await Promise.all(sending);
      });
      const of = { reports: count, idle, steps: [step] };
      whole.push({ perSecond, cost: costOf(step, of, step, of) });
    }
    const counted = await measureReports(COUNTED_REPORTS, PER_SECOND, true);

    for (const stream of streams) stream.close();
    sender.close();
    await server.stop();
    await db.destroy();
    await counter.close();
    const skeleton = await measureSkeleton(stage, line.url, reports);
    await line.stop();
    await stage.stop();

    const costsOf = (of: Measured) =>
      of.steps.map((step, place) => costOf(step, of, counted.steps[place] as Step, counted));
    const costs = costsOf(measured);
    const total = (pick: (cost: Cost) => number) => costs.reduce((sum, cost) => sum + pick(cost), 0);
    const cpu = total(({ server: ms, database }) => ms + database);
    const [statements, transactions] = [total(({ statements: all }) => all), total(({ commits }) => commits)];
    return {
      metrics: [
        { name: 'reports', value: reports, unit: `at ${PER_SECOND}/s` },
        ...costs.flatMap(figuresOf),
        { name: 'the report: statements', value: statements, unit: 'a report' },
        { name: 'the report: transactions of several', value: transactions, unit: 'a report' },
        { name: 'the report: server CPU', value: total(({ server: ms }) => ms), unit: 'ms' },
        { name: 'the report: PostgreSQL CPU', value: total(({ database }) => database), unit: 'ms' },
        ...whole.flatMap(({ perSecond, cost }) => [
          { name: `${perSecond} whole reports/s: server CPU`, value: cost.server, unit: 'ms a report' },
          { name: `${perSecond} whole reports/s: PostgreSQL CPU`, value: cost.database, unit: 'ms a report' },
        ]),
        { name: 'a skeleton of the three taps: server CPU', value: skeleton.server, unit: 'ms' },
        { name: 'a skeleton of the three taps: PostgreSQL CPU', value: skeleton.database, unit: 'ms' },
        { name: 'the report against that skeleton', value: cpu / (skeleton.server + skeleton.database), unit: '×' },
        { name: 'walk through 1 MB at once', value: memory.atOnce, unit: 'ms' },
        { name: 'walk through 1 MB after 40 ms of rest', value: memory.afterRest, unit: 'ms' },
      ],
      targets: [
        { what: `CPU ≤ ${MOST_CPU_MS} ms a report`, reached: `${cpu.toFixed(1)} ms`, met: cpu <= MOST_CPU_MS },
        // Not for any load: on a busy machine more reports share a statement, and the timers' part can't be taken off.
        {
          what: `statements ≤ ${MOST_STATEMENTS} a report`,
          reached: statements.toFixed(1),
          met: Math.round(statements) <= MOST_STATEMENTS,
        },
        {
          what: `transactions ≤ ${MOST_TRANSACTIONS} a report`,
          reached: transactions.toFixed(1),
          met: Math.round(transactions) <= MOST_TRANSACTIONS,
        },
      ],
      notes: [
        'each step is measured until every answer was taken by LINE and every menu shown; what the timers ask for when nobody reports is taken off',
        `before that ${WARM_UP_REPORTS} reports at ${PER_SECOND_BUSY}/s that nobody counts: a server in service has run for days`,
        `at ${PER_SECOND}/s server and PostgreSQL rest before each step, and find their memory far away: the walk says how far on this machine`,
        `the skeleton stores each tap before its 200, answers LINE once and notes that: three statements of one row and one call, no rule, no alarm`,
        `PostgreSQL counts the statements of ${COUNTED_REPORTS} more reports (pg_stat_statements)`,
        ...(process.env.BENCH_STATEMENTS
          ? counted.steps.flatMap((step) => describeStatements(step, counted.reports))
          : []),
      ],
    };
  },
};

/**
 * What three taps cost a program of the same parts that knows no rule: what the machine takes for a report before there is any.
 * @returns ms of CPU for three taps
 */
async function measureSkeleton(stage: Stage, lineUrl: string, reports: number) {
  const databaseUrl = await stage.freshDatabase();
  const place = { databaseUrl, dataDir: stage.folder, lineUrl, program: 'run-skeleton.ts' } as const;
  const server = await startServer(place);
  const sender = createSender(server.url);
  const send = async (taps: number, perSecond: number) => {
    await atRate(taps, perSecond, () => void sender.deliver(typeTap(aUserId(), Date.now())));
    await sleep(AFTER_LAST_TAP_MS);
  };
  const cpuOf = async (work: () => Promise<void>) => {
    const before = [await server.cpuMs(), await stage.databaseCpuMs()] as const;
    const started = performance.now();
    await work();
    const seconds = (performance.now() - started) / 1000;
    return { seconds, server: (await server.cpuMs()) - before[0], database: (await stage.databaseCpuMs()) - before[1] };
  };
  await send(3 * WARM_UP_REPORTS, PER_SECOND_BUSY);
  const idle = await cpuOf(() => sleep(IDLE_MS));
  const taps = await cpuOf(() => send(3 * reports, PER_SECOND));
  sender.close();
  await server.stop();
  const each = (read: (of: typeof taps) => number) =>
    (read(taps) - (read(idle) * taps.seconds) / idle.seconds) / reports;
  return { server: each(({ server: ms }) => ms), database: each(({ database: ms }) => ms) };
}

type Measured = { reports: number; idle: Step; steps: Step[] };
type Cost = { name: string; statements: number; commits: number; server: number; database: number };

/** The CPU of a step that was `measured`, and the statements of the same step when they were `counted`. */
function costOf(step: Step, measured: Measured, countedStep: Step, counted: Measured): Cost {
  const each = (of: Step, { idle, reports }: Measured, read: (step: Step) => number) =>
    Math.max(0, read(of) - read(idle) * (of.seconds / idle.seconds)) / reports;
  const count = (wanted: RegExp, isWanted: boolean) => (of: Step) =>
    of.statements.filter(({ text }) => wanted.test(text) === isWanted).reduce((sum, { calls }) => sum + calls, 0);
  return {
    name: step.name,
    statements: each(countedStep, counted, count(/^(begin|commit|rollback)/i, false)),
    commits: each(countedStep, counted, count(/^commit/i, true)),
    server: each(step, measured, ({ cpu }) => cpu.server),
    database: each(step, measured, ({ cpu }) => cpu.database),
  };
}

function figuresOf({ name, statements, commits, server, database }: Cost): Metric[] {
  return [
    { name: `${name}: statements`, value: statements, unit: 'a report' },
    { name: `${name}: transactions of several`, value: commits, unit: 'a report' },
    { name: `${name}: server CPU`, value: server, unit: 'ms' },
    { name: `${name}: PostgreSQL CPU`, value: database, unit: 'ms' },
  ];
}

function describeStatements({ name, statements }: Step, reports: number): string[] {
  return statements
    .filter(({ calls }) => calls >= reports / 20)
    .map(({ text, calls, ms }) => {
      const statement = text.replace(/\s+/g, ' ').slice(0, 150);
      return `${name} ${(calls / reports).toFixed(2)} × ${(ms / calls).toFixed(3)} ms  ${statement}`;
    });
}
