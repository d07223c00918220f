import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { anOutgoingMessage, createLineStage, type Stage, until } from '#support/line-stage';
import { aTextEvent, aUserId, postWebhook } from '#support/line-webhook';
import { createTestDatabase } from '#support/test-database';
import { lineRetryCommand } from '../../server/cli/line-retry.ts';
import { runCommandLine } from '../../server/cli/run-command-line.ts';
import { findRow, getRow, rows, sql } from '../../server/platform/database/database.ts';
import { inTransaction } from '../../server/platform/database/transaction.ts';

const database = await createTestDatabase();
const post = (stage: Stage, ...events: unknown[]) => postWebhook(stage.address, { destination: aUserId('0'), events });
const textsOf = (stage: Stage) => stage.received.flatMap(({ input }) => ('text' in input ? [input.text] : []));
const payloadOf = async (webhookEventId: string) =>
  (
    await findRow(
      database.db,
      sql<{
        payload: string | null;
      }>`SELECT payload FROM line.webhook_events WHERE webhook_event_id = ${webhookEventId}`,
    )
  )?.payload;
const triesOf = async (webhookEventId: string) =>
  (
    await findRow(
      database.db,
      sql<{ tries: number }>`SELECT tries FROM line.webhook_events WHERE webhook_event_id = ${webhookEventId}`,
    )
  )?.tries;
const alarmsOf = async (stage: Stage) => (await stage.systemAlerts.list()).map(({ kind }) => kind);

test('one person’s events are processed by their own time, in whatever webhooks they came', async () => {
  const stage = await createLineStage(database);
  const user = aUserId('a');
  const at = Date.now();
  const [first, second, third] = ['หนึ่ง', 'สอง', 'สาม'].map((text, place) =>
    aTextEvent(user, text, { timestamp: at + place }),
  );
  await post(stage, third, first, second);
  await until(() => stage.received.length === 3);
  expect(textsOf(stage)).toEqual(['หนึ่ง', 'สอง', 'สาม']);
  expect(stage.received[0]).toMatchObject({ at: new Date(at), address: user });
});

test('an event that fails is tried again and delays neither the same person’s next one nor anybody else', async () => {
  const stage = await createLineStage(database);
  const [troubled, calm] = [aUserId('b'), aUserId('c')];
  let failures = 0;
  stage.onReceive((_work, { input }) => {
    if (!('text' in input) || input.text !== 'สะดุด' || failures === 2) return;
    failures += 1;
    throw new Error('intake stumbled');
  });
  const at = Date.now();
  await post(
    stage,
    aTextEvent(troubled, 'สะดุด', { timestamp: at }),
    aTextEvent(troubled, 'ต่อไป', { timestamp: at + 1 }),
    aTextEvent(calm, 'คนอื่น', { timestamp: at + 2 }),
  );
  await until(() => stage.received.length === 2);
  expect(textsOf(stage).sort()).toEqual(['คนอื่น', 'ต่อไป'].sort());
  stage.clock.advance(60_000);
  await until(() => failures === 2);
  stage.clock.advance(60_000);
  await until(() => stage.received.length === 3);
  expect(textsOf(stage).at(-1)).toBe('สะดุด');
  expect(await alarmsOf(stage)).not.toContain('line/event-failed');
});

test('under load several chats share a transaction: each event once, each person in order, a failing one alone delayed', async () => {
  const stage = await createLineStage(database);
  const transactions = new Set<string>();
  let failures = 0;
  stage.onReceive(async ({ tx }, { input }) => {
    if ('text' in input && input.text === 'สะดุด' && failures < 2) {
      failures += 1;
      throw new Error('intake stumbled');
    }
    transactions.add((await getRow(tx, sql<{ id: string }>`SELECT pg_current_xact_id()::text AS id`)).id);
  });
  const at = Date.now();
  const users = Array.from({ length: 60 }, (_, place) => `U${String(place).padStart(32, '7')}`);
  const events = users.flatMap((user, place) => [
    aTextEvent(user, `${place} ก่อน`, { timestamp: at }),
    aTextEvent(user, `${place} หลัง`, { timestamp: at + 1 }),
  ]);
  await post(stage, aTextEvent(aUserId('9'), 'สะดุด', { timestamp: at - 1 }), ...events);
  await until(() => stage.received.length === events.length);
  const perUser = users.map((user) => stage.received.filter(({ address }) => address === user));
  expect(perUser.map((own) => own.flatMap(({ input }) => ('text' in input ? input.text : '')))).toEqual(
    users.map((_, place) => [`${place} ก่อน`, `${place} หลัง`]),
  );
  expect(transactions.size).toBeLessThan(users.length);
  // Once with the others, once alone; only then it is delayed.
  expect(failures).toBe(2);
  stage.clock.advance(60_000);
  await until(() => textsOf(stage).includes('สะดุด'));
  expect(stage.received).toHaveLength(events.length + 1);
});

test('while many webhooks wait to be stored, what was accepted is processed piece by piece, and all of it afterwards', async () => {
  const stage = await createLineStage(database);
  const people = Array.from({ length: 90 }, (_, at) => `U${String(at).padStart(32, '0')}`);
  const [accepted, waiting] = [people.slice(0, 70), people.slice(70)];
  stage.clock.stop();
  let answers: Promise<unknown>[] = [];
  // Whoever stores the same event waits for this transaction.
  await inTransaction(database.db, async ({ tx }) => {
    const insert = (webhookEventId: string, chatId: string, payload: string) =>
      sql`INSERT INTO line.webhook_events (webhook_event_id, account, chat_id, event_at, received_at, payload)
        VALUES (${webhookEventId}, 'reporter', ${chatId}, now(), now(), ${payload})`;
    const held = aTextEvent(aUserId('h'), 'รอ');
    await insert(held.webhookEventId, aUserId('h'), JSON.stringify(held)).execute(tx);
    answers = [post(stage, held), ...waiting.map((userId) => post(stage, aTextEvent(userId, 'รอ')))];
    await until(() => stage.webhooks() === answers.length);
    // The crowd stays: the intake is full.
    stage.clock.advance(150);
    await inTransaction(database.db, async (other) => {
      for (const userId of accepted) {
        const event = aTextEvent(userId, 'รับแล้ว');
        await insert(event.webhookEventId, userId, JSON.stringify(event)).execute(other.tx);
      }
    });
    await until(() => stage.received.length > 0);
    // The clock stands, so the pause after the first piece has no end.
    await sleep(200);
    expect(stage.received).toHaveLength(32);
    stage.clock.advance(500);
    await until(() => stage.received.length > 32);
    await sleep(200);
    expect(stage.received).toHaveLength(64);
  });
  await Promise.all(answers);
  stage.clock.advance(500);
  await until(() => stage.received.length === 91);
});

test('the writes of a failing event are rolled back', async () => {
  const stage = await createLineStage(database);
  const user = aUserId('d');
  let failed = false;
  stage.onReceive(async (work) => {
    await sql`INSERT INTO platform.event_log (type, body) VALUES ('trace-of-d', '{}')`.execute(work.tx);
    if (failed) return;
    failed = true;
    throw new Error('after writing');
  });
  await post(stage, aTextEvent(user, 'เขียนแล้วล้ม'));
  await until(() => failed);
  stage.clock.advance(60_000);
  await until(() => stage.received.length === 1);
  expect(await rows(database.db, sql`SELECT 1 FROM platform.event_log WHERE type = 'trace-of-d'`)).toHaveLength(1);
});

test('after five tries an event is parked with its payload, a system alert is raised, and the next ones go on', async () => {
  const stage = await createLineStage(database);
  const user = aUserId('e');
  let tries = 0;
  stage.onReceive((_work, { input }) => {
    if (!('text' in input) || input.text !== 'พัง') return;
    tries += 1;
    throw new TypeError('a bug');
  });
  const bad = aTextEvent(user, 'พัง');
  await post(stage, bad);
  for (let round = 1; round <= 5; round += 1) {
    // The failure must be stored: the next try counts from there.
    await until(async () => (await triesOf(bad.webhookEventId)) === round);
    stage.clock.advance(200_000);
  }
  await until(async () => (await alarmsOf(stage)).includes('line/event-failed'));
  const alarm = (await stage.systemAlerts.list()).find(({ kind }) => kind === 'line/event-failed');
  expect(alarm?.details).toEqual({ webhookEventId: bad.webhookEventId, tries: 5, cause: 'TypeError' });
  await post(stage, aTextEvent(user, 'ยังอยู่', { timestamp: Date.now() + 5000 }));
  await until(() => textsOf(stage).includes('ยังอยู่'));
  expect(tries).toBe(5);
  expect(await payloadOf(bad.webhookEventId)).toContain('พัง');

  stage.onReceive(() => {});
  const said: string[] = [];
  const surroundings = { env: { DATABASE_URL: database.url }, writeLine: (line: string) => said.push(line) };
  expect(await runCommandLine([lineRetryCommand], ['line', 'retry'], surroundings)).toBe(0);
  expect(said.join()).toContain('1');
  await until(() => textsOf(stage).includes('พัง'));
});

test('two processes on one database: each event once, each person in order', async () => {
  const stage = await createLineStage(database);
  await stage.stop();
  const users = ['1', '2', '3', '4'].map(aUserId);
  const at = Date.now();
  for (let place = 0; place < 60; place += 1) {
    await leaveBehind(aTextEvent(users[place % 4] ?? '', `${place}`, { timestamp: at + place }));
  }
  await Promise.all([stage.startProcess(), stage.startProcess()]);
  await until(() => stage.received.length >= 60);
  for (const [place, user] of users.entries()) {
    const numbers = stage.received.flatMap(({ address, input }) =>
      address === user && 'text' in input ? [Number(input.text)] : [],
    );
    expect(numbers).toEqual(Array.from({ length: 15 }, (_, round) => round * 4 + place));
  }
});

test('events that one process left behind are processed by another', async () => {
  const stage = await createLineStage(database);
  await stage.stop();
  await leaveBehind(aTextEvent(aUserId('6'), 'ค้างไว้'));
  await stage.startProcess();
  await until(() => textsOf(stage).includes('ค้างไว้'));
});

/** Stores an event like a process that is killed before it processes it. */
async function leaveBehind(event: ReturnType<typeof aTextEvent>): Promise<void> {
  await sql`INSERT INTO line.webhook_events (webhook_event_id, account, chat_id, event_at, received_at, payload)
    VALUES (${event.webhookEventId}, 'reporter', ${event.source.userId}, ${new Date(event.timestamp)}, now(),
      ${JSON.stringify(event)})`.execute(database.db);
}

test('in standby everything is stored, nothing is processed and nothing is sent, until the account is ours again', async () => {
  const stage = await createLineStage(database);
  const nok = stage.simulator.phone('Nok in standby');
  stage.simulator.channel('public').mode = 'standby';
  const { event } = await nok.sendText('มีคนอื่นดูแลอยู่');
  await until(
    async () =>
      (await findRow(database.db, sql`SELECT 1 FROM line.chats WHERE chat_id = ${nok.userId} AND standby`)) !==
      undefined,
  );
  await stage.enqueue(anOutgoingMessage(nok.userId, 'ต้องรอ'));
  stage.simulator.channel('public').mode = 'active';
  await nok.sendText('กลับมาแล้ว');
  await nok.waitForMessage('ต้องรอ');
  expect(textsOf(stage)).toEqual(['กลับมาแล้ว']);
  expect(await payloadOf(event?.webhookEventId ?? '')).toContain('มีคนอื่นดูแลอยู่');
  expect(stage.sends().flatMap(({ warnings }) => warnings)).toEqual([]);
});

test('unsent: our copy is erased, intake is informed, and the redelivered original is ignored', async () => {
  const stage = await createLineStage(database);
  const nok = stage.simulator.phone('Nok takes back');
  const { event, messageId = '' } = await nok.sendText('ความลับ');
  await until(() => stage.received.length === 1);
  await nok.unsend(messageId);
  await until(() => stage.received.length === 2);
  expect(stage.received[1]?.input).toEqual({ kind: 'unsend', messageId });
  expect(await payloadOf(event?.webhookEventId ?? '')).toBeNull();
  if (event) await stage.simulator.webhooks.redeliver(stage.simulator.channel('public'), event);
  await nok.sendText('อย่างอื่น');
  await until(() => stage.received.length === 3);
  expect(textsOf(stage)).toEqual(['ความลับ', 'อย่างอื่น']);
  expect(await payloadOf(event?.webhookEventId ?? '')).toBeNull();
});

test('unsent before it came: the message is erased unread', async () => {
  const stage = await createLineStage(database);
  const user = aUserId('7');
  const late = aTextEvent(user, 'มาช้า');
  const unsend = {
    ...aTextEvent(user, ''),
    type: 'unsend',
    message: undefined,
    unsend: { messageId: late.message.id },
  };
  await post(stage, unsend);
  await until(() => stage.received.length === 1);
  await post(stage, late, aTextEvent(user, 'ต่อ', { timestamp: Date.now() + 1000 }));
  await until(() => textsOf(stage).includes('ต่อ'));
  expect(textsOf(stage)).toEqual(['ต่อ']);
  expect(await payloadOf(late.webhookEventId)).toBeNull();
});

test('unsent before it came, and both wait with many others: the message is erased unread', async () => {
  const stage = await createLineStage(database);
  const user = aUserId('8');
  const at = Date.now();
  const late = aTextEvent(user, 'ไม่ควรอ่าน', { timestamp: at + 1 });
  const unsend = {
    ...aTextEvent(user, '', { timestamp: at }),
    type: 'unsend',
    message: undefined,
    unsend: { messageId: late.message.id },
  };
  const others = Array.from({ length: 60 }, (_, place) => aTextEvent(`U${String(place).padStart(32, '6')}`, 'คนอื่น'));
  await post(stage, ...others.slice(0, 30), unsend, late, ...others.slice(30));
  await until(() => textsOf(stage).length === others.length);
  await until(async () => (await payloadOf(late.webhookEventId)) === null);
  expect(textsOf(stage)).not.toContain('ไม่ควรอ่าน');
  expect(stage.received.filter(({ address }) => address === user)).toMatchObject([{ input: { kind: 'unsend' } }]);
});

test('unsent while it waits for another try: erased, and never tried again', async () => {
  const stage = await createLineStage(database);
  const user = aUserId('8');
  let tries = 0;
  stage.onReceive((_work, { input }) => {
    if (!('text' in input) || input.text !== 'ลบฉัน') return;
    tries += 1;
    throw new Error('not now');
  });
  const failing = aTextEvent(user, 'ลบฉัน');
  await post(stage, failing);
  await until(() => tries === 1);
  await post(stage, {
    ...aTextEvent(user, ''),
    type: 'unsend',
    message: undefined,
    unsend: { messageId: failing.message.id },
  });
  await until(async () => (await payloadOf(failing.webhookEventId)) === null);
  stage.clock.advance(60_000);
  await post(stage, aTextEvent(user, 'ต่อ', { timestamp: Date.now() + 120_000 }));
  await until(() => textsOf(stage).includes('ต่อ'));
  expect(tries).toBe(1);
});

test('follow and block reach intake without LINE’s flags', async () => {
  const stage = await createLineStage(database);
  const nok = stage.simulator.phone('Nok comes and goes', { friend: false });
  await nok.follow();
  await nok.block();
  await nok.unblock();
  await until(() => stage.received.length === 3);
  expect(stage.received.map(({ input }) => input.kind)).toEqual(['followed', 'blocked', 'followed']);
});

test.each([
  ['en-US', 'en'],
  ['km', 'km'],
  ['zh-TW', 'zh'],
  ['fr', 'en'],
])(
  'the language of the person’s LINE app (%s) is known from the second message on, and nothing waits for it',
  async (app, language) => {
    const stage = await createLineStage(database);
    const anna = stage.simulator.phone(`Anna, ${app}`);
    anna.person.language = app;
    await anna.sendText('help');
    await until(
      async () =>
        (await findRow(
          database.db,
          sql`SELECT 1 FROM line.chats WHERE chat_id = ${anna.userId} AND language = ${language}`,
        )) !== undefined,
    );
    await anna.sendText('hello?');
    await until(() => stage.received.length === 2);
    expect(stage.received.map(({ language }) => language)).toEqual([undefined, language]);
  },
);

test('a person whose id LINE hides gets an answer that says where to turn', async () => {
  const stage = await createLineStage(database);
  const user = stage.simulator.phone('Nok on a PC');
  stage.simulator.webhooks.hold();
  const sent = user.sendText('ช่วยด้วย');
  await stage.simulator.webhooks.release({
    arrange: (events) => {
      for (const event of events) event.source = { type: 'user' } as never;
      return events;
    },
  });
  await sent;
  const answer = await user.waitForMessage(/191/);
  expect(answer).toMatchObject({ silent: true });
  expect(stage.received).toEqual([]);
});

test('while a message has to be tried again the phone shows that something happens', async () => {
  const stage = await createLineStage(database);
  const nok = stage.simulator.phone('Nok waits');
  let failed = false;
  stage.onReceive(() => {
    if (failed) return;
    failed = true;
    throw new Error('not now');
  });
  await nok.sendText('ช่วยด้วย');
  await until(() => nok.isLoading());
});
