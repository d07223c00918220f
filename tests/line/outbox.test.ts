import { expect, test } from 'vitest';
import { aPersonWithoutToken, arrived, getLastOutbound, textsShownTo } from '#support/line-outbox';
import { anOutgoingMessage, createLineStage, until } from '#support/line-stage';
import { createTestDatabase } from '#support/test-database';
import { findRow, sql } from '../../server/platform/database/database.ts';

const database = await createTestDatabase();
const { db } = database;

test('without a fresh token it is a push, with a retry key that was stored before the first try', async () => {
  const stage = await createLineStage(database);
  const nok = await aPersonWithoutToken(stage, 'Nok without token');
  await stage.enqueue(anOutgoingMessage(nok.userId, 'สายตรวจกำลังไป'));
  await arrived(db, nok, 'สายตรวจกำลังไป');
  await until(async () => (await getLastOutbound(db)).state === 'sent');
  expect(stage.sends()).toMatchObject([
    { operation: 'push', verdict: 'accepted', body: { notificationDisabled: false } },
  ]);
  expect(stage.sends()[0]?.retryKey).toMatch(/^[0-9a-f-]{36}$/);
  expect((await getLastOutbound(db)).requestId).toBe(stage.sends()[0]?.requestId);
});

test('quiet is explicit in replies and pushes: nothing on the locked phone', async () => {
  const stage = await createLineStage(database);
  const nok = stage.simulator.phone('Nok is watched');
  await nok.sendText('.');
  await until(() => stage.received.length === 1);
  await stage.enqueue(anOutgoingMessage(nok.userId, 'รับแล้ว', { quiet: true }));
  await arrived(db, nok, 'รับแล้ว');
  stage.clock.advance(61_000);
  await stage.enqueue(anOutgoingMessage(nok.userId, 'ตกลง', { quiet: true }));
  await arrived(db, nok, 'ตกลง');
  expect(
    stage
      .sends()
      .map(({ operation, body }) => [operation, (body as { notificationDisabled: unknown }).notificationDisabled]),
  ).toEqual([
    ['reply', true],
    ['push', true],
  ]);
  expect(nok.lockScreen()).toEqual([]);
});

test('several messages at once are one call, five objects at most, with buttons on the last one', async () => {
  const stage = await createLineStage(database);
  const nok = stage.simulator.phone('Nok gets much');
  await nok.sendText('.');
  await until(() => stage.received.length === 1);
  const choices = [{ kind: 'answer' as const, label: 'ใช่', data: 'yes' }];
  await stage.enqueue(...['1', '2', '3', '4', '5', '6'].map((at) => anOutgoingMessage(nok.userId, at, { choices })));
  await arrived(db, nok, '6');
  const bodies = stage.sends().map(({ body }) => body as { messages: { text: string; quickReply?: unknown }[] });
  expect(bodies.map(({ messages }) => messages.map(({ text }) => text))).toEqual([['1', '2', '3', '4', '5'], ['6']]);
  expect(bodies[0]?.messages.map(({ quickReply }) => quickReply !== undefined)).toEqual([
    false,
    false,
    false,
    false,
    true,
  ]);
});

test('a chat in trouble delays its own messages only, and keeps their order', async () => {
  const stage = await createLineStage(database);
  const [nok, malee] = [
    await aPersonWithoutToken(stage, 'Nok, order'),
    await aPersonWithoutToken(stage, 'Malee, order'),
  ];
  stage.simulator.faults.set({ answer: 'error-500', answerTimes: 1 });
  await stage.enqueue(anOutgoingMessage(nok.userId, 'หนึ่ง'));
  await until(() => stage.sends().length === 1);
  await stage.enqueue(anOutgoingMessage(nok.userId, 'สอง', { quiet: true }));
  await stage.enqueue(anOutgoingMessage(malee.userId, 'ของมาลี'));
  await arrived(db, malee, 'ของมาลี');
  await arrived(db, nok, 'สอง');
  const texts = textsShownTo(nok);
  expect(texts).toEqual(['หนึ่ง', 'สอง']);
});

test('a try that had begun when its process died is repeated by another one as the same call', async () => {
  const stage = await createLineStage(database);
  const nok = await aPersonWithoutToken(stage, 'Nok, dead process');
  await stage.stop();
  const key = '0190a000-0000-7000-8000-000000000001';
  await sql`UPDATE line.chats SET sender_until = ${new Date(stage.clock.now().getTime() + 15_000)} WHERE chat_id = ${nok.userId}`.execute(
    db,
  );
  await sql`INSERT INTO line.chats (account, chat_id, sender_until) VALUES ('reporter', ${nok.userId}, ${new Date(stage.clock.now().getTime() + 15_000)})
    ON CONFLICT (account, chat_id) DO UPDATE SET sender_until = excluded.sender_until`.execute(db);
  await sql`INSERT INTO line.outbound_messages (account, chat_id, messages, message_count, quiet, created_at, retry_key, call_key, via, outcome_unknown, tries, first_tried_at)
    VALUES ('reporter', ${nok.userId}, '[{"type":"text","text":"ข่าว"}]', 1, true, ${stage.clock.now()}, ${key}, ${key}, 'push', true, 1, ${stage.clock.now()})`.execute(
    db,
  );
  const next = await stage.startProcess();
  await new Promise((resume) => setTimeout(resume, 300));
  expect(stage.sends()).toEqual([]);
  stage.clock.advance(16_000);
  await arrived(db, nok, 'ข่าว');
  expect(stage.sends().map(({ retryKey }) => retryKey)).toEqual([key]);
  await next.stop();
});

test('two processes never send to one chat at the same time: every message once, in order', async () => {
  const stage = await createLineStage(database);
  const second = await stage.startProcess();
  const nok = await aPersonWithoutToken(stage, 'Nok, two processes');
  stage.simulator.faults.set({ slowMilliseconds: 20 });
  for (let at = 0; at < 20; at += 1) {
    await (at % 2 ? stage : second).enqueue(anOutgoingMessage(nok.userId, `${at}`, { quiet: at % 3 === 0 }));
  }
  await arrived(db, nok, '19');
  const texts = textsShownTo(nok).map(Number);
  expect(texts).toEqual(Array.from({ length: 20 }, (_, at) => at));
  // LINE would have hidden a second try behind its retry key; there was none.
  expect(new Set(stage.sends().map(({ verdict }) => verdict))).toEqual(new Set(['accepted']));
});

test('nothing is sent that was never committed', async () => {
  const stage = await createLineStage(database);
  const nok = stage.simulator.phone('Nok, rolled back');
  let failed = false;
  stage.onReceive(async () => {
    if (failed) return;
    failed = true;
    throw new Error('after speaking');
  });
  await nok.sendText('.');
  await until(() => failed);
  expect(await findRow(db, sql`SELECT 1 FROM line.outbound_messages WHERE chat_id = ${nok.userId}`)).toBeUndefined();
  expect(await findRow(db, sql`SELECT 1 FROM line.reply_tokens WHERE chat_id = ${nok.userId}`)).toBeUndefined();
  // Wait until its event was processed again, so that it does not disturb later tests.
  stage.clock.advance(60_000);
  await until(() => stage.received.length === 1);
});

test('all messages of one event are sent as one reply', async () => {
  const stage = await createLineStage(database);
  const nok = stage.simulator.phone('Nok, answered at once');
  stage.onReceive(async (_work, _message, say) => {
    await say(anOutgoingMessage(nok.userId, 'หนึ่ง', { quiet: true }));
    await say(anOutgoingMessage(nok.userId, 'สอง', { quiet: true }));
  });
  await nok.sendText('.');
  await arrived(db, nok, 'สอง');
  expect(stage.sends().map(({ operation, status }) => [operation, status])).toEqual([['reply', 200]]);
});

test('a quiet answer and news with sound are one reply, and it is heard', async () => {
  const stage = await createLineStage(database);
  const nok = stage.simulator.phone('Nok, answered with news');
  stage.onReceive(async (_work, _message, say) => {
    await say(anOutgoingMessage(nok.userId, 'รับเรื่องแล้ว', { quiet: true }));
    await say(anOutgoingMessage(nok.userId, 'ยังไม่มีใครรับ', { quiet: false }));
  });
  await nok.sendText('.');
  await arrived(db, nok, 'ยังไม่มีใครรับ');
  expect(stage.sends().map(({ operation, body }) => [operation, body])).toEqual([
    ['reply', expect.objectContaining({ notificationDisabled: false })],
  ]);
});

test('a begun answer that waited too long is undone, and its token is used for the next call', async () => {
  const stage = await createLineStage(database);
  const nok = stage.simulator.phone('Nok, waits too long');
  stage.onReceive(async (work, _message, say) => {
    await say(anOutgoingMessage(nok.userId, 'คำตอบ', { quiet: true }));
    work.afterCommit(() => stage.clock.advance(10_000));
  });
  await nok.sendText('.');
  await arrived(db, nok, 'คำตอบ');
  expect(stage.sends().map(({ operation, status }) => [operation, status])).toEqual([['reply', 200]]);
});

test('older messages go first: while one is pending nothing is begun before it', async () => {
  const stage = await createLineStage(database);
  const nok = await aPersonWithoutToken(stage, 'Nok, with a pending message');
  stage.simulator.faults.set({ answer: 'error-500', answerTimes: 1 });
  await stage.enqueue(anOutgoingMessage(nok.userId, 'ก่อน'));
  await until(() => stage.sends().length === 1);
  stage.onReceive(async (_work, { address }, say) => {
    if (address === nok.userId) await say(anOutgoingMessage(nok.userId, 'หลัง'));
  });
  await nok.sendText('.');
  await arrived(db, nok, 'หลัง');
  expect(textsShownTo(nok)).toEqual(['ก่อน', 'หลัง']);
});

test('a redelivered event makes its unused token valid again', async () => {
  const stage = await createLineStage(database);
  const nok = stage.simulator.phone('Nok, redelivered');
  const { event } = await nok.sendText('.');
  await until(() => stage.received.length === 1);
  stage.clock.advance(120_000);
  if (event) await stage.simulator.webhooks.redeliver(stage.simulator.channel('public'), event);
  await stage.enqueue(anOutgoingMessage(nok.userId, 'คำตอบ'));
  await arrived(db, nok, 'คำตอบ');
  expect(stage.sends().map(({ operation, status }) => [operation, status])).toEqual([['reply', 200]]);
  expect(stage.received).toHaveLength(1);
});

test('if a person has blocked us LINE accepts the message, and it counts as sent', async () => {
  const stage = await createLineStage(database);
  const nok = await aPersonWithoutToken(stage, 'Nok, blocked');
  await nok.block();
  await stage.enqueue(anOutgoingMessage(nok.userId, 'ข่าว', { about: { kind: 'chat-message', id: 'blocked' } }));
  await until(() => stage.delivered.length === 1);
  expect(stage.delivered).toEqual([{ about: { kind: 'chat-message', id: 'blocked' }, outcome: 'sent' }]);
});
