import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { createTestDatabase } from '#support/test-database';
import { createClient, rows, sql } from '../database/database.ts';
import { createLog } from '../log.ts';
import { createNotifier } from './notifier.ts';

const { db, url } = await createTestDatabase();

/** The notifier of one process, and how often each topic was called in it. */
async function startProcess(...topics: string[]) {
  return start(topics);
}

async function start(topics: string[], isAlone?: () => boolean) {
  const notifier = createNotifier(db, url, createLog('silent'), isAlone);
  const calls = new Map<string, number>();
  for (const topic of topics) notifier.on(topic, () => calls.set(topic, (calls.get(topic) ?? 0) + 1));
  await notifier.start();
  onTestFinished(() => notifier.stop());
  return { notifier, count: (topic: string) => calls.get(topic) ?? 0 };
}

const listeners = () =>
  rows(
    db,
    sql<{ pid: number }>`SELECT pid FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'ess-help-me notifier'`,
  );

test('the sender is called at once, other processes a moment later, other topics by polling only', async () => {
  const here = await startProcess('news');
  const there = await startProcess('news', 'other');
  const [before, quiet] = [there.count('news'), there.count('other')];
  const own = here.count('news');
  here.notifier.send('news');
  expect(here.count('news')).toBe(own + 1);
  await expect.poll(() => there.count('news') - there.count('other')).toBeGreaterThan(before - quiet);
});

test('who is alone on the database sends nothing to it, and begins to as soon as somebody is there', async () => {
  const listening = createClient({ connectionString: url });
  await listening.connect();
  await listening.query('LISTEN ess_notify');
  const heard: string[] = [];
  listening.on('notification', ({ payload }) => heard.push(payload?.split(',').at(-1) ?? ''));
  onTestFinished(() => listening.end());
  let isAlone = true;
  const { notifier, count } = await start(['early', 'late'], () => isAlone);
  const before = count('early');
  notifier.send('early');
  expect(count('early')).toBe(before + 1);
  await sleep(100);
  isAlone = false;
  notifier.send('late');
  await expect.poll(() => heard).toEqual(['late']);
});

test('what is sent within a short time shares one NOTIFY', async () => {
  const listening = createClient({ connectionString: url });
  await listening.connect();
  await listening.query('LISTEN ess_notify');
  const heard: string[][] = [];
  listening.on('notification', ({ payload }) => heard.push(payload?.split(',').slice(1) ?? []));
  onTestFinished(() => listening.end());
  const { notifier } = await start([]);
  for (const topic of ['one', 'two', 'two', 'three']) notifier.send(topic);
  await expect.poll(() => heard.flat()).toEqual(['one', 'two', 'three']);
  expect(heard).toHaveLength(2);
});

test('a process that is not notified polls by itself', async () => {
  const alone = await startProcess('news');
  const before = alone.count('news');
  await expect.poll(() => alone.count('news')).toBeGreaterThan(before + 1);
});

test('a listening connection that is cut is made again, and every topic is polled', async () => {
  const here = await startProcess('news');
  const old = await listeners();
  expect(old).toHaveLength(1);
  await sql`SELECT pg_terminate_backend(${old[0]?.pid ?? 0})`.execute(db);
  await expect.poll(async () => (await listeners()).filter(({ pid }) => pid !== old[0]?.pid)).toHaveLength(1);
  const sender = await startProcess();
  const before = here.count('news');
  sender.notifier.send('news');
  await expect.poll(() => here.count('news')).toBeGreaterThan(before);
});

test('stopped, it listens no more', async () => {
  const here = await startProcess('news');
  await here.notifier.stop();
  await expect.poll(listeners).toEqual([]);
  const before = here.count('news');
  const other = await startProcess();
  other.notifier.send('news');
  await expect.poll(async () => (await listeners()).length).toBe(1);
  expect(here.count('news')).toBe(before);
});
