import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../../tests/support/test-database.ts';
import { createClockWatch, stepBetween } from './clock-watch.ts';
import { rows, sql } from './database/database.ts';
import { createLog } from './log.ts';
import type { SetBack } from './set-back.ts';

const { db } = await createTestDatabase();
const HOUR = 3_600_000;
const BEGIN = Date.parse('2026-11-28T02:00:00Z');

/** Server processes of one machine: one wall clock, one stopwatch. */
function aMachine(wall = BEGIN) {
  const at = { wall, elapsed: 0 };
  return {
    now: () => new Date(at.wall),
    elapsed: () => at.elapsed,
    pass(ms: number) {
      at.wall += ms;
      at.elapsed += ms;
    },
    set(ms: number) {
      at.wall += ms;
    },
  };
}

/** @param whileWaiting what happens while it waits whether another server goes on writing the mark */
function aServer(clock: ReturnType<typeof aMachine>, whileWaiting = async () => clock.pass(500)) {
  const moved: SetBack[] = [];
  const raised: string[] = [];
  const watch = createClockWatch({
    db,
    clock,
    log: createLog('silent'),
    systemAlerts: { raise: async (kind, _subject, { seconds }) => void raised.push(`${kind} ${seconds}`) },
    moves: { test: async (_work, setBack) => void moved.push(setBack) },
    wait: whileWaiting,
  });
  return { ...watch, moved, raised };
}

/** A database on which no clock has been yet. */
async function forgetMark(): Promise<void> {
  await sql`UPDATE platform.clock SET at = '1970-01-01T00:00:00Z'`.execute(db);
}

/** While another server runs. */
async function another<Result>(run: () => Promise<Result>): Promise<Result> {
  await sql`INSERT INTO platform.processes DEFAULT VALUES`.execute(db);
  await sql`INSERT INTO platform.processes DEFAULT VALUES`.execute(db);
  return run().finally(() => sql`DELETE FROM platform.processes`.execute(db));
}

test('set back: stored times are moved by as much, once, before anything looks for what is due, and a system alert is raised', async () => {
  await forgetMark();
  const machine = aMachine();
  const server = aServer(machine);
  await server.agree();
  machine.pass(500);
  await server.agree();
  machine.pass(100);
  machine.set(-2 * HOUR);
  machine.pass(400);
  await server.agree();
  const now = new Date(BEGIN + 1000 - 2 * HOUR);
  expect(server.moved).toEqual([{ byMs: 2 * HOUR, now, since: new Date(now.getTime() - 500) }]);
  expect(server.raised).toEqual(['clock/set-back 7200']);
  for (let look = 0; look < 5; look++) {
    machine.pass(500);
    await server.agree();
  }
  expect(server.moved).toHaveLength(1);
});

test('of two servers on the machine one moves the times', async () => {
  await forgetMark();
  const machine = aMachine();
  const [one, other] = [aServer(machine), aServer(machine)];
  await Promise.all([one.agree(), other.agree()]);
  machine.set(-2 * HOUR);
  await another(() => Promise.all([one.agree(), other.agree()]));
  expect([...one.moved, ...other.moved]).toMatchObject([{ byMs: 2 * HOUR }]);
});

test('set back while no server ran, it is found by the mark before anything looks for what is due', async () => {
  await forgetMark();
  const before = aMachine();
  const dead = aServer(before);
  await dead.agree();
  const server = aServer(aMachine(BEGIN - 2 * HOUR));
  await server.agree();
  expect(server.moved).toMatchObject([{ byMs: 2 * HOUR }]);
});

test('one machine alone is behind: the others go on writing the mark, no time is moved, and it is named', async () => {
  await forgetMark();
  const [right, wrong] = [aMachine(), aMachine()];
  const one = aServer(right);
  const behind = aServer(wrong, async () => {
    right.pass(500);
    wrong.pass(500);
    await one.agree();
  });
  await Promise.all([one.agree(), behind.agree()]);
  wrong.set(-2 * HOUR);
  await another(async () => {
    for (let look = 0; look < 3; look++) {
      wrong.pass(1000);
      right.pass(1000);
      await behind.agree();
    }
  });
  expect([...one.moved, ...behind.moved]).toEqual([]);
  expect(behind.raised).toEqual([expect.stringMatching(/^clock\/servers-differ 7\d{3}$/)]);
  expect(one.raised).toEqual([]);
});

test('what NTP corrects raises no alert and moves nothing; a clock set forward raises one, and moves nothing either', async () => {
  await forgetMark();
  const machine = aMachine();
  const server = aServer(machine);
  await server.agree();
  for (const step of [-900, 400, -300, 700, 80, -5]) {
    machine.pass(500);
    machine.set(step);
    await server.agree();
  }
  expect(server.raised).toEqual([]);
  machine.set(2 * HOUR);
  await server.agree();
  expect(server.raised).toEqual(['clock/set-forward 7200']);
  expect(server.moved).toEqual([]);
});

test('many small steps back are found together', async () => {
  await forgetMark();
  const machine = aMachine();
  const server = aServer(machine);
  await server.agree();
  for (let step = 0; step < 40; step++) {
    machine.pass(500);
    machine.set(-100);
    await server.agree();
  }
  const moved = server.moved.reduce((sum, { byMs }) => sum + byMs, 0);
  expect(moved).toBeGreaterThan(3000);
  expect(moved).toBeLessThanOrEqual(4000);
  expect(server.raised).toEqual([]);
});

test('a part that fails does not stop the others', async () => {
  await forgetMark();
  const machine = aMachine();
  const moved: SetBack[] = [];
  const watch = createClockWatch({
    ...{ db, clock: machine, log: createLog('silent'), systemAlerts: { raise: async () => {} } },
    moves: {
      broken: async (work) => void (await sql`SELECT 1 / 0`.execute(work.tx)),
      whole: async (work, setBack) => {
        await sql`SELECT 1`.execute(work.tx);
        moved.push(setBack);
      },
    },
  });
  await watch.agree();
  machine.set(-HOUR);
  await watch.agree();
  expect(moved).toMatchObject([{ byMs: HOUR }]);
  const [mark] = await rows(db, sql<{ at: Date }>`SELECT at FROM platform.clock`);
  expect(mark?.at).toEqual(machine.now());
});

test('whatever passes between two readings, only what was set counts', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.nat(), fc.integer({ min: -1e10, max: 1e10 }), (wall, elapsed, passed, set) => {
      const before = { wall, elapsed };
      expect(stepBetween(before, { wall: wall + passed + set, elapsed: elapsed + passed })).toBe(set);
    }),
    { seed: 20_261_128 },
  );
});
