import { expect, test } from 'vitest';
import { aSpeech, createLineStage, type Stage, until } from '#support/line-stage';
import { createTestDatabase } from '#support/test-database';
import { findRow, getRow, sql } from '../../server/platform/database/database.ts';
import type { Phone } from '../../simulator/chat/phone.ts';

const database = await createTestDatabase();
const alarmsOf = async (stage: Stage) => (await stage.alarms.list()).map(({ kind }) => kind);
const clearAlarms = () => sql`DELETE FROM platform.operator_alarms`.execute(database.db);
const lastRow = () =>
  getRow(
    database.db,
    sql<{
      state: string;
      via: string;
      tries: number;
      requestId: string;
    }>`SELECT state, via, tries, request_id AS "requestId"
      FROM line.outbound_messages ORDER BY id DESC LIMIT 1`,
  );
const saidTo = (phone: Phone) => phone.messages().flatMap(({ from, words }) => (from === 'bot' ? [words] : []));
/** Waits until the words are on the phone and LINE's answer has been written down. */
async function arrived(phone: Phone, words: string): Promise<void> {
  await until(() => saidTo(phone).some((said) => said.startsWith(words)));
  await until(
    async () =>
      !(await findRow(
        database.db,
        sql`SELECT 1 FROM line.outbound_messages WHERE chat_id = ${phone.userId} AND state = 'owed'`,
      )),
  );
}

/** A person who wrote so long ago that no reply token is left. */
async function aPersonWithoutToken(stage: Stage, name: string) {
  const person = stage.simulator.phone(name);
  const before = stage.received.length;
  await person.sendText('สวัสดี');
  await until(() => stage.received.length > before);
  stage.clock.advance(61_000);
  return person;
}

test('without a fresh token it is a push, under a retry key that was stored before the first try', async () => {
  const stage = await createLineStage(database);
  const nok = await aPersonWithoutToken(stage, 'Nok without token');
  await stage.speak(aSpeech(nok.userId, 'สายตรวจกำลังไป'));
  await arrived(nok, 'สายตรวจกำลังไป');
  await until(async () => (await lastRow()).state === 'sent');
  expect(stage.sends()).toMatchObject([
    { operation: 'push', verdict: 'accepted', body: { notificationDisabled: false } },
  ]);
  expect(stage.sends()[0]?.retryKey).toMatch(/^[0-9a-f-]{36}$/);
  expect((await lastRow()).requestId).toBe(stage.sends()[0]?.requestId);
});

test('quiet means quiet, said explicitly: no notice on the locked phone, reply and push alike', async () => {
  const stage = await createLineStage(database);
  const nok = stage.simulator.phone('Nok is watched');
  await nok.sendText('.');
  await until(() => stage.received.length === 1);
  await stage.speak(aSpeech(nok.userId, 'รับแล้ว', { quiet: true }));
  await arrived(nok, 'รับแล้ว');
  stage.clock.advance(61_000);
  await stage.speak(aSpeech(nok.userId, 'ตกลง', { quiet: true }));
  await arrived(nok, 'ตกลง');
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

test('several words at once are one call, five objects at most, the buttons on the last one', async () => {
  const stage = await createLineStage(database);
  const nok = stage.simulator.phone('Nok gets much');
  await nok.sendText('.');
  await until(() => stage.received.length === 1);
  stage.simulator.faults.set({ slowMilliseconds: 150 });
  await stage.speak(aSpeech(nok.userId, 'แรก'));
  const choices = [{ kind: 'answer' as const, label: 'ใช่', data: 'yes' }];
  for (const word of ['1', '2', '3', '4', '5', '6']) await stage.speak(aSpeech(nok.userId, word, { choices }));
  await arrived(nok, '6');
  const bodies = stage.sends().map(({ body }) => body as { messages: { text: string; quickReply?: unknown }[] });
  expect(bodies.map(({ messages }) => messages.map(({ text }) => text))).toEqual([
    ['แรก'],
    ['1', '2', '3', '4', '5'],
    ['6'],
  ]);
  expect(bodies[1]?.messages.map(({ quickReply }) => quickReply !== undefined)).toEqual([
    false,
    false,
    false,
    false,
    true,
  ]);
});

test.each([
  ['LINE is broken (500)', { answer: 'error-500', answerTimes: 2 }],
  ['LINE takes it and then says 500', { answer: 'error-500-after-accepting', answerTimes: 1 }],
  ['too many requests', { answer: 'rate-limit-429', answerTimes: 1 }],
  ['too many messages to one person', { answer: 'same-user-429', answerTimes: 1 }],
] as const)('a push arrives exactly once when %s', async (what, fault) => {
  const stage = await createLineStage(database);
  const nok = await aPersonWithoutToken(stage, `Nok, ${what}`);
  stage.simulator.faults.set(fault);
  await stage.speak(aSpeech(nok.userId, 'ข่าว', { about: what }));
  for (let round = 1; stage.delivered.length === 0; round += 1) {
    await until(() => stage.sends().length >= round || stage.delivered.length > 0);
    await until(
      async () =>
        stage.delivered.length > 0 ||
        (await findRow(
          database.db,
          sql`SELECT 1 FROM line.outbound_messages WHERE next_try_at IS NOT NULL AND state = 'owed'`,
        )) !== undefined,
    );
    stage.clock.advance(6 * 60_000);
  }
  expect(stage.delivered).toEqual([{ about: what, outcome: 'accepted' }]);
  expect(saidTo(nok).filter((words) => words === 'ข่าว')).toHaveLength(1);
  expect(stage.sends().flatMap(({ warnings }) => warnings)).toEqual([]);
});

test.each([
  ['before taking it', 'timeout-before-accepting'],
  ['after taking it', 'timeout-after-accepting'],
] as const)(
  'LINE falls silent %s: the push is repeated under the same key and arrives once',
  async (what, answer) => {
    const stage = await createLineStage(database);
    const nok = await aPersonWithoutToken(stage, `Nok, silence ${what}`);
    stage.simulator.faults.set({ answer, answerTimes: 1 });
    await stage.speak(aSpeech(nok.userId, 'ข่าว'));
    await until(async () => (await lastRow()).tries === 1 && stage.sends().length === 1);
    await until(async () => {
      stage.clock.advance(1000);
      return (await lastRow()).state === 'sent';
    });
    expect(saidTo(nok).filter((words) => words === 'ข่าว')).toHaveLength(1);
    expect(new Set(stage.sends().map(({ retryKey }) => retryKey)).size).toBe(1);
  },
  60_000,
);

test('a reply whose answer got lost is tried with its token again; "invalid token" then means it was taken', async () => {
  const stage = await createLineStage(database);
  const nok = stage.simulator.phone('Nok, reply lost');
  await nok.sendText('.');
  await until(() => stage.received.length === 1);
  stage.simulator.faults.set({ answer: 'error-500-after-accepting', answerTimes: 1 });
  await stage.speak(aSpeech(nok.userId, 'คำตอบ', { about: 'reply-lost' }));
  await until(() => stage.delivered.length === 1);
  expect(stage.delivered).toEqual([{ about: 'reply-lost', outcome: 'accepted' }]);
  expect(stage.sends().map(({ operation, status }) => [operation, status])).toEqual([
    ['reply', 500],
    ['reply', 400],
  ]);
  expect(saidTo(nok).filter((words) => words === 'คำตอบ')).toHaveLength(1);
});

test('a reply of unknown outcome whose token has gone stale is pushed: rather twice than never', async () => {
  const stage = await createLineStage(database);
  const nok = stage.simulator.phone('Nok, stale');
  await nok.sendText('.');
  await until(() => stage.received.length === 1);
  stage.simulator.faults.set({ answer: 'error-500', answerTimes: 1 });
  await stage.speak(aSpeech(nok.userId, 'คำตอบ'));
  await until(() => stage.sends().length === 1);
  stage.clock.advance(61_000);
  await arrived(nok, 'คำตอบ');
  expect(stage.sends().map(({ operation }) => operation)).toEqual(['reply', 'push']);
});

test('a token somebody else has used costs nothing: the words go as a push at once', async () => {
  const stage = await createLineStage(database);
  const nok = stage.simulator.phone('Nok, used token');
  const { event } = await nok.sendText('.');
  await until(() => stage.received.length === 1);
  const token = stage.simulator.channel('public').replyTokens.get(event?.replyToken ?? '');
  if (token) token.used = true;
  await stage.speak(aSpeech(nok.userId, 'คำตอบ'));
  await arrived(nok, 'คำตอบ');
  expect(stage.sends().map(({ operation, status }) => [operation, status])).toEqual([
    ['reply', 400],
    ['push', 200],
  ]);
});

test('the month’s quota is used up: kept, a person told, LINE not asked again and again, and the next reply takes it along', async () => {
  await clearAlarms();
  const stage = await createLineStage(database);
  const nok = await aPersonWithoutToken(stage, 'Nok, quota');
  const malee = await aPersonWithoutToken(stage, 'Malee, quota');
  stage.simulator.faults.set({ answer: 'monthly-limit-429', answerTimes: null });
  await stage.speak(aSpeech(nok.userId, 'สายตรวจกำลังไป'));
  await until(async () => (await alarmsOf(stage)).includes('line/quota-exhausted'));
  await stage.speak(aSpeech(malee.userId, 'ข่าวของมาลี'));
  await until(
    async () =>
      (await findRow(
        database.db,
        sql`SELECT 1 FROM line.outbound_messages WHERE chat_id = ${malee.userId} AND next_try_at IS NOT NULL`,
      )) !== undefined,
  );
  stage.clock.advance(60_000);
  await new Promise((resume) => setTimeout(resume, 1200));
  expect(stage.sends()).toHaveLength(1);
  stage.simulator.faults.reset();
  await nok.sendText('ถึงไหนแล้ว');
  await arrived(nok, 'สายตรวจกำลังไป');
  expect(stage.sends().map(({ operation }) => operation)).toEqual(['push', 'reply']);
  stage.clock.advance(10 * 60_000);
  await arrived(malee, 'ข่าวของมาลี');
});

test('refused for good: an operator alarm with LINE’s request id, the speaker told, and the next words go on', async () => {
  await clearAlarms();
  const stage = await createLineStage(database);
  const foreign = `U${'f'.repeat(32)}`;
  await stage.speak(aSpeech(foreign, 'ไปไม่ถึง', { about: 'foreign' }));
  await until(() => stage.delivered.length === 1);
  expect(stage.delivered).toEqual([{ about: 'foreign', outcome: 'failed' }]);
  const alarm = (await stage.alarms.list()).find(({ kind }) => kind === 'line/refused');
  expect(alarm?.details).toMatchObject({ account: 'reporter', status: 400, requestId: stage.sends()[0]?.requestId });
  expect(JSON.stringify(alarm)).not.toMatch(/ไปไม่ถึง|Uffff/);
  expect(stage.sends()).toHaveLength(1);
});

test('a wrong access token is a matter for a person: the words are kept and go when it is mended', async () => {
  await clearAlarms();
  const stage = await createLineStage(database);
  const nok = await aPersonWithoutToken(stage, 'Nok, 401');
  const channel = stage.simulator.channel('public');
  const right = channel.channelAccessToken;
  channel.channelAccessToken = 'rotated';
  await stage.speak(aSpeech(nok.userId, 'ข่าว'));
  await until(async () => (await alarmsOf(stage)).includes('line/not-authorized'));
  channel.channelAccessToken = right;
  stage.clock.advance(5 * 60_000);
  await arrived(nok, 'ข่าว');
});

test('a chat in trouble holds up its own words only, and keeps their order', async () => {
  const stage = await createLineStage(database);
  const [nok, malee] = [
    await aPersonWithoutToken(stage, 'Nok, order'),
    await aPersonWithoutToken(stage, 'Malee, order'),
  ];
  stage.simulator.faults.set({ answer: 'error-500', answerTimes: 1 });
  await stage.speak(aSpeech(nok.userId, 'หนึ่ง'));
  await until(() => stage.sends().length === 1);
  await stage.speak(aSpeech(nok.userId, 'สอง', { quiet: true }));
  await stage.speak(aSpeech(malee.userId, 'ของมาลี'));
  await arrived(malee, 'ของมาลี');
  await arrived(nok, 'สอง');
  const words = saidTo(nok);
  expect(words).toEqual(['หนึ่ง', 'สอง']);
});

test('a try that began when its process died is repeated by another one, as the same call', async () => {
  const stage = await createLineStage(database);
  const nok = await aPersonWithoutToken(stage, 'Nok, dead process');
  await stage.stop();
  const key = '0190a000-0000-7000-8000-000000000001';
  await sql`UPDATE line.chats SET sender_until = ${new Date(stage.clock.now().getTime() + 15_000)} WHERE chat_id = ${nok.userId}`.execute(
    database.db,
  );
  await sql`INSERT INTO line.chats (account, chat_id, sender_until) VALUES ('reporter', ${nok.userId}, ${new Date(stage.clock.now().getTime() + 15_000)})
    ON CONFLICT (account, chat_id) DO UPDATE SET sender_until = excluded.sender_until`.execute(database.db);
  await sql`INSERT INTO line.outbound_messages (account, chat_id, messages, message_count, quiet, created_at, retry_key, call_key, via, outcome_unknown, tries, first_tried_at)
    VALUES ('reporter', ${nok.userId}, '[{"type":"text","text":"ข่าว"}]', 1, true, ${stage.clock.now()}, ${key}, ${key}, 'push', true, 1, ${stage.clock.now()})`.execute(
    database.db,
  );
  const next = await stage.startProcess();
  await new Promise((resume) => setTimeout(resume, 300));
  expect(stage.sends()).toEqual([]);
  stage.clock.advance(16_000);
  await arrived(nok, 'ข่าว');
  expect(stage.sends().map(({ retryKey }) => retryKey)).toEqual([key]);
  await next.stop();
});

test('two processes never send to one chat at the same time: every word once, in order', async () => {
  const stage = await createLineStage(database);
  const second = await stage.startProcess();
  const nok = await aPersonWithoutToken(stage, 'Nok, two processes');
  stage.simulator.faults.set({ slowMilliseconds: 20 });
  for (let word = 0; word < 20; word += 1) {
    await (word % 2 ? stage : second).speak(aSpeech(nok.userId, `${word}`, { quiet: word % 3 === 0 }));
  }
  await arrived(nok, '19');
  const words = saidTo(nok).map(Number);
  expect(words).toEqual(Array.from({ length: 20 }, (_, word) => word));
  // LINE would have hidden a second try behind its retry key; there was none.
  expect(new Set(stage.sends().map(({ verdict }) => verdict))).toEqual(new Set(['accepted']));
});

test('nothing is said that was never committed', async () => {
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
  expect(
    await findRow(database.db, sql`SELECT 1 FROM line.outbound_messages WHERE chat_id = ${nok.userId}`),
  ).toBeUndefined();
  expect(
    await findRow(database.db, sql`SELECT 1 FROM line.reply_tokens WHERE chat_id = ${nok.userId}`),
  ).toBeUndefined();
});

test('a redelivered event brings its unused token back to life', async () => {
  const stage = await createLineStage(database);
  const nok = stage.simulator.phone('Nok, redelivered');
  const { event } = await nok.sendText('.');
  await until(() => stage.received.length === 1);
  stage.clock.advance(120_000);
  if (event) await stage.simulator.webhooks.redeliver(stage.simulator.channel('public'), event);
  await stage.speak(aSpeech(nok.userId, 'คำตอบ'));
  await arrived(nok, 'คำตอบ');
  expect(stage.sends().map(({ operation, status }) => [operation, status])).toEqual([['reply', 200]]);
  expect(stage.received).toHaveLength(1);
});

test('a person who has blocked us: LINE says yes, and so do we; nobody claims it was read', async () => {
  const stage = await createLineStage(database);
  const nok = await aPersonWithoutToken(stage, 'Nok, blocked');
  await nok.block();
  await stage.speak(aSpeech(nok.userId, 'ข่าว', { about: 'blocked' }));
  await until(() => stage.delivered.length === 1);
  expect(stage.delivered).toEqual([{ about: 'blocked', outcome: 'accepted' }]);
});
