import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { moveEnds, moveSpentSteps } from '../../server/capabilities/access/store-set-back.ts';
import { moveTries as moveNotices } from '../../server/capabilities/alerting/store-set-back.ts';
import { moveDuty } from '../../server/capabilities/duty/store/set-back-rows.ts';
import { moveRuns } from '../../server/capabilities/escalation/commands/start-run.ts';
import { advanceRun } from '../../server/capabilities/escalation/run.ts';
import { addProgress, insertRun, lockDueRuns } from '../../server/capabilities/escalation/store-runs.ts';
import { moveDueTimes } from '../../server/capabilities/incident/life/commands/move-due-times.ts';
import { moveDueQuestions, moveStatementTimes } from '../../server/capabilities/intake/store-set-back.ts';
import { moveOrders } from '../../server/capabilities/units/store/set-back-rows.ts';
import { moveTries as moveLine } from '../../server/channels/line/store-set-back.ts';
import { type EventMap, LOGGED_EVENTS } from '../../server/events/event-map.ts';
import { createClockWatch } from '../../server/platform/clock-watch.ts';
import { getRow, rows, sql } from '../../server/platform/database/database.ts';
import { inTransaction } from '../../server/platform/database/transaction.ts';
import { createEvents } from '../../server/platform/events/event-bus.ts';
import { createEventLog } from '../../server/platform/events/event-log.ts';
import { createLog } from '../../server/platform/log.ts';
import { createTestDatabase } from '../support/test-database.ts';

const { db } = await createTestDatabase('ess_demo_template');
const [{ id: userId } = { id: '' }] = await rows(db, sql<{ id: string }>`SELECT id::text FROM access.users LIMIT 1`);
const notifier = { send() {}, on() {}, start: async () => {}, stop: async () => {} };
const events = createEvents<EventMap>({ types: LOGGED_EVENTS, log: createEventLog(db, notifier) });
const HOUR = 3_600_000;
/** Between two polls of the simulated server. */
const LOOK_MS = 5000;
/** Less is not detected. */
const UNNOTICED_MS = 1000;

/** A database on which no clock has been yet. */
async function forgetMark(): Promise<void> {
  await sql`UPDATE platform.clock SET at = '1970-01-01T00:00:00Z'`.execute(db);
}

function aServer() {
  const at = { wall: Date.now(), elapsed: 0 };
  const clock = { now: () => new Date(at.wall), elapsed: () => at.elapsed };
  const failed: unknown[] = [];
  const watch = createClockWatch({
    ...{ db, clock, systemAlerts: { raise: async () => {} } },
    log: Object.assign(createLog('silent'), { error: (facts: unknown) => void failed.push(facts) }),
    moves: {
      escalation: (work, setBack) => moveRuns({ notifier }, work, setBack),
      incident: (work, setBack) => moveDueTimes({ events }, work, setBack),
      line: (work, setBack) => moveLine(work.tx, setBack),
      alerting: moveNotices,
      units: moveOrders,
      duty: moveDuty,
      intake: moveDueQuestions,
      statements: moveStatementTimes,
      access: (work, setBack) => moveEnds(work.tx, setBack),
    },
  });
  return {
    clock,
    failed,
    agree: watch.agree,
    pass(ms: number) {
      at.wall += ms;
      at.elapsed += ms;
    },
    set(ms: number) {
      at.wall += ms;
    },
  };
}

/** Jumps of seconds to hours, mostly back, at most one between two polls. */
const jumps = fc.array(fc.record({ look: fc.nat({ max: 30 }), ms: fc.integer({ min: -3 * HOUR, max: HOUR }) }), {
  maxLength: 3,
});

/** 0, 30, 60 and 120 s, and then the last one again. */
const STEPS = { steps: [0, 30, 60, 120].map((afterSeconds) => ({ afterSeconds, targets: [] })), repeatSeconds: 120 };
const STATION = randomUUID();

/** What a server does for the runs that are due, without notifying anybody. */
function fireDue(now: Date): Promise<{ runId: string; step: string }[]> {
  return inTransaction(db, async (work) => {
    const due = await lockDueRuns(work.tx, now, 100);
    const answering = [{ agencyId: STATION, canAnswer: true }];
    const on = due.map((row) => ({ row, ...advanceRun(STEPS, row, () => answering, { now, canAnswer: () => true }) }));
    for (const { row, run } of on) addProgress(work, { ...row, ...run });
    return on.flatMap(({ row, executions }) =>
      executions.map(({ step: index, repeat }) => ({ runId: row.id, step: `${index}.${repeat}` })),
    );
  });
}

test('whenever the clock is set, each step of the escalation comes after its delay by the stopwatch, and once', async () => {
  await fc.assert(
    fc.asyncProperty(jumps, fc.array(fc.nat({ max: 8 }), { minLength: 1, maxLength: 3 }), async (sets, opened) => {
      await forgetMark();
      await sql`DELETE FROM escalation.runs`.execute(db);
      const server = aServer();
      const began = new Map<string, number>();
      const executions: { runId: string; step: string; at: number }[] = [];
      await server.agree();
      for (let look = 0; look <= 34; look++) {
        server.pass(LOOK_MS / 2);
        for (const { look: when, ms } of sets) if (when === look) server.set(ms);
        // Opened in the very moment in which the clock is set, and at others.
        if (opened.includes(look)) {
          const id = randomUUID();
          await insertRun(db, {
            id,
            incidentId: randomUUID(),
            reason: 'unanswered',
            beganAt: server.clock.now(),
            laterMs: 0,
          });
          began.set(id, server.clock.elapsed());
        }
        server.pass(LOOK_MS / 2);
        await server.agree();
        const at = server.clock.elapsed();
        for (const one of await fireDue(server.clock.now())) executions.push({ ...one, at });
      }
      expect(server.failed).toEqual([]);
      const everForward = sets.some(({ ms }) => ms > 0);
      for (const [id, beganAt] of began) {
        const own = executions.filter(({ runId }) => runId === id);
        expect(new Set(own.map(({ step }) => step)).size).toBe(own.length);
        for (const [index, seconds] of [0, 30, 60, 120].entries()) {
          const at = own.find(({ step }) => step === `${index}.0`)?.at ?? Number.NaN;
          expect(at - beganAt, `step ${index}`).toBeLessThanOrEqual(seconds * 1000 + LOOK_MS + UNNOTICED_MS);
          // Set forward, it may come early.
          if (!everForward) expect(at - beganAt, `step ${index}`).toBeGreaterThanOrEqual(seconds * 1000 - UNNOTICED_MS);
        }
      }
    }),
    { seed: 20_261_128, numRuns: 25 },
  );
});

/** What ends or falls due by time: how it is written with its term, and what is left of it. */
const KEPT: Record<string, { write(now: Date, termMs: number): Promise<() => Promise<Date>> }> = {
  'a session': {
    async write(now) {
      const id = randomUUID();
      await sql`INSERT INTO access.sessions (id, user_id, token, expires_at, created_at, updated_at, last_seen_at, proved_at, signed_in_by)
        VALUES (${id}, ${userId}, ${id}, ${now}::timestamptz + interval '10 minutes', ${now}, ${now}, ${now}, ${now}, 'password')`.execute(
        db,
      );
      // It ends so long after it began.
      return async () =>
        (
          await getRow(
            db,
            sql<{ at: Date }>`SELECT created_at + interval '10 minutes' AS at FROM access.sessions WHERE id = ${id}`,
          )
        ).at;
    },
  },
  'a code': {
    async write(now, termMs) {
      const key = randomUUID();
      await sql`INSERT INTO access.challenges (key, purpose, facts, expires_at)
        VALUES (${key}, 'test', '{}', ${new Date(now.getTime() + termMs)})`.execute(db);
      return async () =>
        (await getRow(db, sql<{ at: Date }>`SELECT expires_at AS at FROM access.challenges WHERE key = ${key}`)).at;
    },
  },
  'a lock-out': {
    async write(now, termMs) {
      const key = randomUUID();
      await sql`INSERT INTO access.sign_in_tries (key, window_ends_at, tries)
        VALUES (${key}, ${new Date(now.getTime() + termMs)}, 9)`.execute(db);
      return async () =>
        (await getRow(db, sql<{ at: Date }>`SELECT window_ends_at AS at FROM access.sign_in_tries WHERE key = ${key}`))
          .at;
    },
  },
  'a lease on a chat': {
    async write(now, termMs) {
      const chat = randomUUID();
      await sql`INSERT INTO line.chats (account, chat_id, sender_until)
        VALUES ('reporter', ${chat}, ${new Date(now.getTime() + termMs)})`.execute(db);
      return async () =>
        (await getRow(db, sql<{ at: Date }>`SELECT sender_until AS at FROM line.chats WHERE chat_id = ${chat}`)).at;
    },
  },
  'a retry': {
    async write(now, termMs) {
      const id = randomUUID();
      await sql`INSERT INTO line.webhook_events (webhook_event_id, account, chat_id, event_at, received_at, payload, next_try_at)
        VALUES (${id}, 'reporter', 'chat', ${now}, ${now}, '{}', ${new Date(now.getTime() + termMs)})`.execute(db);
      return async () =>
        (
          await getRow(
            db,
            sql<{ at: Date }>`SELECT next_try_at AS at FROM line.webhook_events WHERE webhook_event_id = ${id}`,
          )
        ).at;
    },
  },
};

test.each(Object.keys(KEPT))(
  '%s lasts no longer than its term by the stopwatch, however the clock is set',
  async (name) => {
    const termMs = name === 'a session' ? HOUR / 6 : 90_000;
    await fc.assert(
      fc.asyncProperty(jumps, async (sets) => {
        const server = aServer();
        await server.agree();
        server.pass(LOOK_MS);
        await server.agree();
        const endOf = await (KEPT[name] as (typeof KEPT)[string]).write(server.clock.now(), termMs);
        const from = server.clock.elapsed();
        const looks = Math.ceil(termMs / LOOK_MS);
        // The jumps lie within the term.
        for (let look = 0; look <= looks; look++) {
          server.pass(look === 0 ? 2000 : LOOK_MS);
          for (const { look: when, ms } of sets) if (Math.floor((when / 31) * looks) === look) server.set(ms);
          await server.agree();
          const left = (await endOf()).getTime() - server.clock.now().getTime();
          if (left <= 0) return;
          expect(left).toBeLessThanOrEqual(termMs - (server.clock.elapsed() - from) + UNNOTICED_MS);
        }
      }),
      { seed: 20_261_128, numRuns: 10 },
    );
  },
  120_000,
);

test('who came on duty in the last hours stays there, and a planned shift taken back stays so', async () => {
  await forgetMark();
  const server = aServer();
  await server.agree();
  const now = server.clock.now();
  const agencyId = randomUUID();
  await sql`INSERT INTO duty.check_ins (id, agency_id, person_id, post, checked_in_at, checked_in_via, ends_by)
    VALUES (${randomUUID()}, ${agencyId}, ${userId}, 'radio-room', ${now}, 'console', ${new Date(now.getTime() + 8 * HOUR)})`.execute(
    db,
  );
  const onDuty = () =>
    rows(db, sql`SELECT person_id FROM duty.on_duty(ARRAY[${agencyId}::uuid], ${server.clock.now()})`);
  expect(await onDuty()).toHaveLength(1);
  server.pass(1000);
  server.set(-2 * HOUR);
  expect(await onDuty()).toHaveLength(0);
  await server.agree();
  expect(await onDuty()).toHaveLength(1);
});

test('a new report is no late message about one that ended "in the future"', async () => {
  await forgetMark();
  const server = aServer();
  await server.agree();
  const now = server.clock.now();
  const [reporterId, reportId] = [randomUUID(), randomUUID()];
  const lastNotified = { code: 'ES-1', endedAt: now.toISOString() };
  await sql`INSERT INTO intake.reporters (id, channel, address, language, since)
    VALUES (${reporterId}, 'line', ${reporterId}, 'th', ${now})`.execute(db);
  await sql`INSERT INTO intake.reports (id, reporter_id, state, silent, last_notified, started_at, statements)
    VALUES (${reportId}, ${reporterId}, 'draft', false, ${JSON.stringify(lastNotified)}, ${now},
      ${JSON.stringify({ type: now.toISOString(), typeFromText: false, number: '2020-01-01T00:00:00.000Z' })})`.execute(
    db,
  );
  server.pass(60_000);
  server.set(-2 * HOUR);
  await server.agree();
  expect(server.failed).toEqual([]);
  const earlier = new Date(now.getTime() - 2 * HOUR).toISOString();
  expect(await getRow(db, sql`SELECT last_notified, statements FROM intake.reports WHERE id = ${reportId}`)).toEqual({
    last_notified: { code: 'ES-1', endedAt: earlier },
    statements: { type: earlier, typeFromText: false, number: '2020-01-01T00:00:00.000Z' },
  });
});

test('a spent code of an authenticator app does not refuse the next ones for hours', async () => {
  await sql`INSERT INTO access.totp_keys (user_id, key_sealed, created_at, last_step) VALUES (${userId}, '', now(), 5000)`.execute(
    db,
  );
  await inTransaction(db, (work) => moveSpentSteps(work.tx, 4760, 240));
  expect(await rows(db, sql`SELECT last_step AS step FROM access.totp_keys`)).toEqual([{ step: 4760 }]);
  await inTransaction(db, (work) => moveSpentSteps(work.tx, 4760, 240));
  expect(await rows(db, sql`SELECT last_step AS step FROM access.totp_keys`)).toEqual([{ step: 4760 }]);
});

test('a console that was seen by the new clock already stays open, one seen by the old clock keeps its age', async () => {
  const now = new Date();
  const seen = (secondsFromNow: number) => new Date(now.getTime() + secondsFromNow * 1000);
  const consoles = [
    { id: randomUUID(), at: seen(3), expected: seen(3) },
    { id: randomUUID(), at: seen(2 * 3600 - 10), expected: seen(-10) },
    { id: randomUUID(), at: seen(3600), expected: seen(-3600) },
  ];
  for (const { id, at } of consoles) {
    await sql`INSERT INTO duty.consoles (person_id, seen_at) VALUES (${id}, ${at})`.execute(db);
  }
  await inTransaction(db, (work) => moveDuty(work, { byMs: 2 * HOUR, now, since: now }));
  for (const { id, expected } of consoles) {
    const { at } = await getRow(db, sql<{ at: Date }>`SELECT seen_at AS at FROM duty.consoles WHERE person_id = ${id}`);
    expect(at).toEqual(expected);
  }
});
