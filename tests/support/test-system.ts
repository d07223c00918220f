import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { type App, createApp } from '../../server/app.ts';
import type { Config } from '../../server/config.ts';
import { type Database, sql } from '../../server/platform/database/database.ts';
import { createLog, type Log } from '../../server/platform/log.ts';
import { createSimulator, type Simulator } from '../../simulator/simulator.ts';
import { type BreakableWire, openWire } from './breakable-wire.ts';
import { createTurnableClock, STAFF_SECRETS } from './line-stage.ts';
import { type Officer, type Something, signIn, until } from './officer.ts';
import { openConsoles } from './open-consoles.ts';
import { testConfig } from './test-config.ts';
import { createTestDatabase } from './test-database.ts';

/** What runs more seldom deletes what is old, and has tests of its own. */
const OFTEN_MS = 20_000;

export type TestSystem = {
  app: App;
  /** What it was started with: a second server on the same database starts with the same. */
  config: Config;
  /** The database as its owner sees it: every row of every table. */
  owner: Database;
  /** Where the server listens. */
  url: string;
  line: Simulator;
  clock: ReturnType<typeof createTurnableClock>;
  /** So much time passes, and the timed work has run when this is over: a test need not wait for a timer. */
  pass(milliseconds: number): Promise<void>;
  /** Asks again and again like `until`, and lets the timed work run at once instead of in its turn. */
  until<Found extends Something>(look: () => Promise<Found | undefined> | Found | undefined): Promise<Found>;
  /** Where the server reaches its database through a wire that can be broken. */
  wire: BreakableWire | undefined;
  /** One of the demonstration's people, signed in once, by the part of their address before the @. */
  officer(name: string): Promise<Officer>;
  /** Signed in anew, after the last sign-in has ended by its age. */
  officerAgain(name: string): Promise<Officer>;
};

/**
 * The real app on a real database, with LINE played by the strict simulator; for journeys through HTTP only.
 * `staffLine`: with the staff account too. `liffId`: with the citizen page as an app inside LINE. `consoles`: whether everybody's console counts as open all the time.
 * `escalation: 'off'`: it has tests of its own; here people are alerted only by the test.
 * `breakable`: between the server and its database lies a wire that a test may break.
 */
export async function openTestSystem(
  special: {
    log?: Log;
    config?: Partial<Config>;
    staffLine?: boolean;
    liffId?: string;
    consoles?: 'open' | 'closed';
    escalation?: 'off';
    breakable?: boolean;
  } = {},
): Promise<TestSystem> {
  const { db: owner, url: databaseUrl } = await createTestDatabase('ess_demo_template');
  if (special.escalation === 'off') await stopEscalation(owner);
  const wire = special.breakable ? await openWire(databaseUrl) : undefined;
  const clock = createTurnableClock();
  const channel = { channelSecret: 'secret-of-this-test', channelAccessToken: 'token-of-this-test' };
  const line = createSimulator({
    channels: [
      { key: 'public', ...channel },
      ...(special.staffLine ? [{ key: 'staff', ...STAFF_SECRETS, canJoinGroups: true }] : []),
    ],
    preparationTime: 50,
    // LINE waits longer here: a slow machine must not look like a silent server.
    webhookTimeoutMilliseconds: 20_000,
    clock: {
      now: () => clock.elsewhere().getTime(),
      after(milliseconds, then) {
        const timer = setTimeout(then, milliseconds);
        return () => clearTimeout(timer);
      },
    },
  });
  const lineUrl = await line.start();
  const dataDir = await mkdtemp(join(tmpdir(), 'ess-system-'));
  const config = testConfig({
    databaseUrl: wire?.url ?? databaseUrl,
    dataDir,
    line: {
      ...channel,
      apiBase: lineUrl,
      dataApiBase: lineUrl,
      ...(special.staffLine && { staff: STAFF_SECRETS }),
      ...(special.liffId && { liffId: special.liffId }),
    },
    ...special.config,
  });
  const app = await createApp(config, { clock, log: special.log ?? createLog('silent') });
  if (special.consoles !== 'closed') await openConsoles(owner);
  await app.start();
  const url = await app.fastify.listen({ host: '127.0.0.1', port: 0 });
  line.channel().webhook.endpoint = `${url}/webhook/line`;
  if (special.staffLine) line.channel('staff').webhook.endpoint = `${url}/webhook/line-staff`;
  const officers = new Map<string, Promise<Officer>>();
  const officer = (name: string): Promise<Officer> => {
    const known = officers.get(name) ?? signIn(url, `${name}@demo.ess.example`);
    officers.set(name, known);
    return known;
  };
  afterAll(async () => {
    for (const officer of officers.values()) (await officer).leave();
    await line.stop();
    await app.stop();
  });
  return {
    app,
    config,
    owner,
    url,
    line,
    clock,
    async pass(milliseconds) {
      clock.advance(milliseconds);
      await app.runJobsWithin(OFTEN_MS);
    },
    async until(look) {
      let looks = 0;
      return until(async () => {
        const found = await look();
        looks += 1;
        // Most comes about by itself a moment later.
        if (found === undefined && looks > 2) await app.runJobsWithin(OFTEN_MS);
        return found;
      });
    },
    wire,
    officer,
    async officerAgain(name) {
      (await officers.get(name))?.leave();
      officers.delete(name);
      return officer(name);
    },
  };
}

/** The service finds no policy, so that no step is decided when an incident opens; and none is ever due later. */
async function stopEscalation(owner: Database): Promise<void> {
  await sql`ALTER POLICY service ON escalation.policies USING (false)`.execute(owner);
  await sql`CREATE FUNCTION escalation.wait_for_ever() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN NEW.next_due_at := ''2100-01-01''; RETURN NEW; END'`.execute(owner);
  await sql`CREATE TRIGGER wait_for_ever BEFORE INSERT OR UPDATE ON escalation.runs
    FOR EACH ROW EXECUTE FUNCTION escalation.wait_for_ever()`.execute(owner);
}
