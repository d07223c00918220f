import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { SystemAlert } from '../../contract/live.ts';
import { type Database, openDatabase, rows, sql } from '../../server/platform/database/database.ts';
import { retryUntilAvailable } from '../../server/platform/database/database-unavailable.ts';
import { startEmbeddedPostgres } from '../../server/platform/database/embedded-postgres.ts';
import type { Phone } from '../../simulator/chat/phone.ts';
import { signIn, until } from '../support/officer.ts';
import { cardsOf, expectNothingDoubled, expectNothingLost, openUnderLoad, reportFrom } from './under-load.ts';

/**
 * `cut`: every connection of the server at once. `crash`: one backend dies, and PostgreSQL makes all anew. `killed`: the
 * whole PostgreSQL dies, and only its supervisor can bring it back.
 */
const LOSSES = ['cut', 'cut', 'crash', 'killed', 'cut', 'crash', 'killed', 'cut'] as const;
const PEOPLE_PER_LOSS = 8;
const BETWEEN_MS = 90;
/** As the manual says. */
const GIVEN_UP = 69;
const MOST_DEATHS = 6;

const dataDir = await mkdtemp(join(tmpdir(), 'ess-lost-'));
const { line, server } = await openUnderLoad(dataDir);

afterAll(async () => {
  await server.kill();
  await line.stop();
  await (await startEmbeddedPostgres(dataDir)).stop();
  await rm(dataDir, { recursive: true, force: true });
});

test('whatever happens to the database under load, the server lives, loses nothing and doubles nothing', async () => {
  await server.start();
  const admin = openDatabase((await startEmbeddedPostgres(dataDir)).url, { connections: 1 });
  const officer = await signIn(server.url, 'duty1@demo.ess.example');
  const live = officer.follow((await officer.queue()).cursor);
  const phones: Phone[] = [];
  const sending: Promise<void>[] = [];
  // The stream must be open before the first loss: a browser would open it again, this follower does not.
  const first = line.phone('ผู้แจ้งคนแรก');
  phones.push(first);
  await reportFrom(first, phones.length);
  await live.waitFor(({ event }) => event === 'incident-changed');
  for (const loss of LOSSES) {
    for (let person = 0; person < PEOPLE_PER_LOSS; person++) {
      const phone = line.phone(`ผู้แจ้ง ${phones.length + 1}`);
      phones.push(phone);
      sending.push(reportFrom(phone, phones.length));
      await new Promise((next) => setTimeout(next, BETWEEN_MS));
      if (person === PEOPLE_PER_LOSS / 2) await lose(admin, loss);
    }
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    await until(async () => ((await fetch(`${server.url}/readyz`)).status === 200 ? true : undefined), 2);
  }
  await Promise.all(sending);

  await expect.poll(() => phones.filter((phone) => cardsOf(phone).length === 0).length, { timeout: 240_000 }).toBe(0);
  const count = async (from: string) =>
    (await patiently(() => rows(admin, sql.raw<{ count: number }>(`SELECT count(*) FROM ${from}`))))[0]?.count;
  await expect.poll(() => count("line.outbound_messages WHERE state = 'pending'"), { timeout: 240_000 }).toBe(0);
  // What LINE delivers again may come after the last card.
  await expect.poll(() => count('line.webhook_events WHERE processed_at IS NULL'), { timeout: 240_000 }).toBe(0);
  expect(await count('line.webhook_events WHERE tries > 0')).toBe(0);
  await expectNothingLost(count, phones.length);
  // The process knows what LINE took and writes it down when it can. Only where that took longer than its patience is a
  // reply said once more, by a push: LINE knows no retry key for replies.
  const doubled = expectNothingDoubled(line, phones);

  // The stream that was open before the first loss has brought every incident.
  const ids = await patiently(() => rows(admin, sql<{ id: string }>`SELECT id FROM incident.incidents`));
  const isShown = (id: string) =>
    live.events.some(({ data }) => data.event === 'incident-changed' && data.incident.id === id);
  await expect.poll(() => ids.filter(({ id }) => !isShown(id))).toEqual([]);
  // The work that falls due goes on.
  await expect.poll(() => count('audit.unsealed')).toBe(0);
  await expect.poll(() => count('escalation.executions WHERE step > 0'), { timeout: 90_000 }).toBeGreaterThan(0);

  const administrator = await signIn(server.url, 'administrator@demo.ess.example');
  const systemAlerts = await administrator.get<{ systemAlerts: SystemAlert[] }>('/api/v1/system-alerts');
  const killed = LOSSES.filter((loss) => loss === 'killed').length;
  expect(systemAlerts.body.systemAlerts).toContainEqual(
    expect.objectContaining({
      kind: 'database/embedded-died',
      count: killed,
      details: { seconds: expect.any(Number) },
    }),
  );
  const refused = line.webhooks.deliveries.filter(({ outcome }) => outcome !== 'ok').length;
  console.info(
    `${phones.length} reports, ${LOSSES.length} losses of the database: ${refused} webhooks were refused, ${doubled} cards said twice`,
  );
  await admin.destroy();
}, 900_000);

test('a database that dies again and again is given up, with the exit code that the manual names', async () => {
  // Those of the test before count as well.
  for (let death = 1; death <= MOST_DEATHS + 1; death++) {
    const pid = await until(
      async () => ((await isUp()) ? postmasterId() : server.exitCode() !== undefined ? 0 : undefined),
      2,
    );
    if (pid === 0) break;
    kill(pid);
    await until(async () => ((await postmasterId()) === pid && (await isUp()) ? undefined : true), 2);
  }
  expect(await until(() => server.exitCode() ?? undefined, 1)).toBe(GIVEN_UP);
}, 300_000);

/** The test itself waits for the database as long as it takes. */
function patiently<Result>(work: () => Promise<Result>): Promise<Result> {
  return retryUntilAvailable(work, Array(300).fill(200));
}

async function isUp(): Promise<boolean> {
  return (await fetch(`${server.url}/readyz`).catch(() => undefined))?.status === 200;
}

async function lose(admin: Database, loss: (typeof LOSSES)[number]): Promise<void> {
  const ours = sql`usename IN ('ess_service', 'ess_user')`;
  const aBackend = sql<{ pid: number }>`SELECT pid FROM pg_stat_activity WHERE ${ours} LIMIT 1`;
  if (loss === 'cut') {
    await patiently(() => rows(admin, sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${ours}`));
  } else if (loss === 'crash') {
    await until(async () => kill((await patiently(() => rows(admin, aBackend)))[0]?.pid ?? 0) || undefined, 1);
  } else await until(async () => kill(await postmasterId()) || undefined, 1);
}

/** False where there was nobody any more. A number that is no process's own would mean a whole group, this one's. */
function kill(pid: number): boolean {
  try {
    return pid > 1 && process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}

async function postmasterId(): Promise<number> {
  return Number((await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0]);
}
