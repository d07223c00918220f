import { expect, onTestFinished, test } from 'vitest';
import { findFreePort } from '#platform/free-port';
import { startKillable } from '#support/killable-process';
import { SECRETS, until } from '#support/line-stage';
import { createTestDatabase } from '#support/test-database';
import { findRow, rows, sql } from '../../server/platform/database/database.ts';
import { createSimulator } from '../../simulator/simulator.ts';

const { db, url } = await createTestDatabase();
const PORT = await findFreePort();
const KILLS = 4;
/** The clock of all the processes stands still, so no lease ends by its time. */
const AT = new Date();

test('killed again and again under load: every message is answered exactly once, and no lease outlives its process', async () => {
  const simulator = createSimulator({
    channels: [{ key: 'public', ...SECRETS, webhookUrl: `http://127.0.0.1:${PORT}/webhook/line` }],
    clock: {
      now: () => AT.getTime(),
      after(milliseconds, then) {
        const timer = setTimeout(then, milliseconds);
        return () => clearTimeout(timer);
      },
    },
    // Many redeliveries: a busy machine needs seconds for each start.
    redeliverySchedule: Array.from({ length: 100 }, (_, attempt) => Math.min(250 * 2 ** attempt, 2000)),
  });
  const lineUrl = await simulator.start();
  onTestFinished(() => simulator.stop());
  // Slow enough that a kill hits running calls.
  simulator.faults.set({ redelivery: true, slowMilliseconds: 300 });
  const args = [url, lineUrl, String(PORT), AT.toISOString(), SECRETS.channelSecret, SECRETS.channelAccessToken];
  let server = await startKillable('line-process.ts', args);

  const phones = ['ก', 'ข', 'ค', 'ง', 'จ'].map((name) => simulator.phone(`Person ${name}`));
  const texts = Array.from({ length: 12 }, (_, at) => `${at}`);
  const sending = Promise.all(
    phones.map(async (phone) => {
      for (const text of texts) {
        void phone.sendText(text);
        await new Promise((resume) => setTimeout(resume, 150));
      }
    }),
  );
  const answersTo = (phone: (typeof phones)[number]) =>
    phone.messages().flatMap((message) => (message.from === 'bot' ? [message.text] : []));
  const haveAllAnswers = () => phones.every((phone) => new Set(answersTo(phone)).size === texts.length);
  const listLeases = () => rows(db, sql`SELECT 1 FROM line.chats WHERE sender_process IS NOT NULL`);
  let leases = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    // In the middle of a call, while there are any.
    await until(async () => (await listLeases()).length > 0 || haveAllAnswers());
    await server.kill();
    leases += (await listLeases()).length;
    server = await startKillable('line-process.ts', args);
  }
  await sending;
  // On a busy machine a late call waits for its retry; retries become due here, leases do not end.
  const makeRetriesDue = async () => {
    await sql`UPDATE line.outbound_messages SET next_try_at = NULL WHERE next_try_at IS NOT NULL`.execute(db);
    await sql`UPDATE line.webhook_events SET next_try_at = NULL WHERE next_try_at IS NOT NULL`.execute(db);
  };
  await until(async () => {
    await makeRetriesDue();
    return haveAllAnswers();
  });
  await until(async () => {
    await makeRetriesDue();
    return (await findRow(db, sql`SELECT 1 FROM line.outbound_messages WHERE state = 'pending'`)) === undefined;
  });
  // Some calls were running when their process died, or the test would prove nothing.
  expect(leases).toBeGreaterThan(0);
  // Redelivered webhooks may come in any order, so only the set is compared.
  for (const phone of phones) expect(answersTo(phone).sort()).toEqual([...texts].sort());
});
