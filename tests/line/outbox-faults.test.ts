import { expect, test } from 'vitest';
import { aPersonWithoutToken, arrived, getLastOutbound, textsShownTo } from '#support/line-outbox';
import { anOutgoingMessage, createLineStage, type Stage, until } from '#support/line-stage';
import { createTestDatabase } from '#support/test-database';
import { findRow, sql } from '../../server/platform/database/database.ts';

const database = await createTestDatabase();
const { db } = database;
const alarmsOf = async (stage: Stage) => (await stage.systemAlerts.list()).map(({ kind }) => kind);
const clearAlarms = () => sql`DELETE FROM platform.system_alerts`.execute(db);

test.each([
  ['LINE is broken (500)', { answer: 'error-500', answerTimes: 2 }],
  ['LINE takes it and then says 500', { answer: 'error-500-after-accepting', answerTimes: 1 }],
  ['too many requests', { answer: 'rate-limit-429', answerTimes: 1 }],
  ['too many messages to one person', { answer: 'same-user-429', answerTimes: 1 }],
] as const)('a push arrives exactly once when %s', async (what, fault) => {
  const stage = await createLineStage(database);
  const nok = await aPersonWithoutToken(stage, `Nok, ${what}`);
  stage.simulator.faults.set(fault);
  await stage.enqueue(anOutgoingMessage(nok.userId, 'ข่าว', { about: { kind: 'chat-message', id: what } }));
  for (let round = 1; stage.delivered.length === 0; round += 1) {
    await until(() => stage.sends().length >= round || stage.delivered.length > 0);
    await until(
      async () =>
        stage.delivered.length > 0 ||
        (await findRow(
          db,
          sql`SELECT 1 FROM line.outbound_messages WHERE next_try_at IS NOT NULL AND state = 'pending'`,
        )) !== undefined,
    );
    stage.clock.advance(6 * 60_000);
  }
  expect(stage.delivered).toEqual([{ about: { kind: 'chat-message', id: what }, outcome: 'sent' }]);
  expect(textsShownTo(nok).filter((text) => text === 'ข่าว')).toHaveLength(1);
  expect(stage.sends().flatMap(({ warnings }) => warnings)).toEqual([]);
  // A call that LINE certainly did not accept is repeated with its first key too.
  expect(new Set(stage.sends().map(({ retryKey }) => retryKey)).size).toBe(1);
});

test.each([
  ['before taking it', 'timeout-before-accepting'],
  ['after taking it', 'timeout-after-accepting'],
] as const)(
  'LINE falls silent %s: the push is repeated under the same key and arrives once',
  async (what, answer) => {
    const stage = await createLineStage(database, { answerWithinMs: 1000 });
    const nok = await aPersonWithoutToken(stage, `Nok, silence ${what}`);
    stage.simulator.faults.set({ answer, answerTimes: 1 });
    await stage.enqueue(anOutgoingMessage(nok.userId, 'ข่าว'));
    await until(async () => (await getLastOutbound(db)).tries === 1 && stage.sends().length === 1);
    await until(async () => {
      stage.clock.advance(1000);
      return (await getLastOutbound(db)).state === 'sent';
    });
    expect(textsShownTo(nok).filter((text) => text === 'ข่าว')).toHaveLength(1);
    expect(new Set(stage.sends().map(({ retryKey }) => retryKey)).size).toBe(1);
  },
  60_000,
);

test('a reply whose answer got lost is tried again with its token; "invalid token" then means that it was accepted', async () => {
  const stage = await createLineStage(database);
  const nok = stage.simulator.phone('Nok, reply lost');
  await nok.sendText('.');
  await until(() => stage.received.length === 1);
  stage.simulator.faults.set({ answer: 'error-500-after-accepting', answerTimes: 1 });
  await stage.enqueue(anOutgoingMessage(nok.userId, 'คำตอบ', { about: { kind: 'chat-message', id: 'reply-lost' } }));
  await until(() => stage.delivered.length === 1);
  expect(stage.delivered).toEqual([{ about: { kind: 'chat-message', id: 'reply-lost' }, outcome: 'sent' }]);
  expect(stage.sends().map(({ operation, status }) => [operation, status])).toEqual([
    ['reply', 500],
    ['reply', 400],
  ]);
  expect(textsShownTo(nok).filter((text) => text === 'คำตอบ')).toHaveLength(1);
});

test('a reply with unknown outcome and a stale token is pushed: rather twice than never', async () => {
  const stage = await createLineStage(database);
  const nok = stage.simulator.phone('Nok, stale');
  await nok.sendText('.');
  await until(() => stage.received.length === 1);
  stage.simulator.faults.set({ answer: 'error-500', answerTimes: 1 });
  await stage.enqueue(anOutgoingMessage(nok.userId, 'คำตอบ'));
  await until(() => stage.sends().length === 1);
  stage.clock.advance(61_000);
  await arrived(db, nok, 'คำตอบ');
  expect(stage.sends().map(({ operation }) => operation)).toEqual(['reply', 'push']);
});

test('if somebody else has used the token the message is pushed at once', async () => {
  const stage = await createLineStage(database);
  const nok = stage.simulator.phone('Nok, used token');
  const { event } = await nok.sendText('.');
  await until(() => stage.received.length === 1);
  const token = stage.simulator.channel('public').replyTokens.get(event?.replyToken ?? '');
  if (token) token.used = true;
  await stage.enqueue(anOutgoingMessage(nok.userId, 'คำตอบ'));
  await arrived(db, nok, 'คำตอบ');
  expect(stage.sends().map(({ operation, status }) => [operation, status])).toEqual([
    ['reply', 400],
    ['push', 200],
  ]);
});

test('the month’s quota is used up: pending, with a system alert and few tries, and the next reply includes it', async () => {
  await clearAlarms();
  const stage = await createLineStage(database);
  const nok = await aPersonWithoutToken(stage, 'Nok, quota');
  const malee = await aPersonWithoutToken(stage, 'Malee, quota');
  stage.simulator.faults.set({ answer: 'monthly-limit-429', answerTimes: null });
  await stage.enqueue(anOutgoingMessage(nok.userId, 'สายตรวจกำลังไป'));
  await until(async () => (await alarmsOf(stage)).includes('line/quota-exhausted'));
  await stage.enqueue(anOutgoingMessage(malee.userId, 'ข่าวของมาลี'));
  await until(
    async () =>
      (await findRow(
        db,
        sql`SELECT 1 FROM line.outbound_messages WHERE chat_id = ${malee.userId} AND next_try_at IS NOT NULL`,
      )) !== undefined,
  );
  stage.clock.advance(60_000);
  await new Promise((resume) => setTimeout(resume, 1200));
  expect(stage.sends()).toHaveLength(1);
  stage.simulator.faults.reset();
  await nok.sendText('ถึงไหนแล้ว');
  await arrived(db, nok, 'สายตรวจกำลังไป');
  expect(stage.sends().map(({ operation }) => operation)).toEqual(['push', 'reply']);
  stage.clock.advance(10 * 60_000);
  await arrived(db, malee, 'ข่าวของมาลี');
});

test('refused for good: a system alert with LINE’s request id, "message-delivered" with "failed", and the next message is sent', async () => {
  await clearAlarms();
  const stage = await createLineStage(database);
  const foreign = `U${'f'.repeat(32)}`;
  await stage.enqueue(anOutgoingMessage(foreign, 'ไปไม่ถึง', { about: { kind: 'chat-message', id: 'foreign' } }));
  await until(() => stage.delivered.length === 1);
  expect(stage.delivered).toEqual([{ about: { kind: 'chat-message', id: 'foreign' }, outcome: 'failed' }]);
  const alarm = (await stage.systemAlerts.list()).find(({ kind }) => kind === 'line/refused');
  expect(alarm?.details).toMatchObject({ account: 'reporter', status: 400, requestId: stage.sends()[0]?.requestId });
  expect(JSON.stringify(alarm)).not.toMatch(/ไปไม่ถึง|Uffff/);
  expect(stage.sends()).toHaveLength(1);
});

test('with a wrong access token messages are pending and are sent when it is corrected', async () => {
  await clearAlarms();
  const stage = await createLineStage(database);
  const nok = await aPersonWithoutToken(stage, 'Nok, 401');
  const channel = stage.simulator.channel('public');
  const right = channel.channelAccessToken;
  channel.channelAccessToken = 'rotated';
  await stage.enqueue(anOutgoingMessage(nok.userId, 'ข่าว'));
  await until(async () => (await alarmsOf(stage)).includes('line/not-authorized'));
  channel.channelAccessToken = right;
  stage.clock.advance(5 * 60_000);
  await arrived(db, nok, 'ข่าว');
});
