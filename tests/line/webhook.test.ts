import { expect, test } from 'vitest';
import { createLineStage, STAFF_SECRETS, until } from '#support/line-stage';
import { aTextEvent, aUserId, postWebhook } from '#support/line-webhook';
import { createTestDatabase } from '#support/test-database';
import { rows, sql } from '../../server/platform/database/database.ts';

const database = await createTestDatabase();
const events = (...list: unknown[]) => ({ destination: aUserId('0'), events: list });
const storedIds = async () =>
  (await rows(database.db, sql<{ id: string }>`SELECT webhook_event_id AS id FROM line.webhook_events`)).map(
    ({ id }) => id,
  );

test('LINE’s verify button, which sends no event, gets its 200', async () => {
  const { address, simulator } = await createLineStage(database);
  expect((await postWebhook(address, events())).status).toBe(200);
  expect(await simulator.webhooks.verify(simulator.channel('public'))).toMatchObject({
    outcome: 'ok',
    statusCode: 200,
  });
});

test('what does not come from LINE is refused with a code and never stored', async () => {
  const { address } = await createLineStage(database);
  const event = aTextEvent(aUserId('a'), 'ปลอม');
  const body = events(event);
  expect(await postWebhook(address, body, { secret: 'guessed' })).toMatchObject({
    status: 401,
    problem: { code: 'line/signature-wrong' },
  });
  expect(await postWebhook(address, body, { headers: { 'x-line-signature': '' } })).toMatchObject({
    status: 400,
    problem: { code: 'line/signature-missing' },
  });
  const missing = await fetch(`${address}/webhook/line`, { method: 'POST', body: JSON.stringify(body) });
  expect(missing.status).toBe(400);
  expect(missing.headers.get('content-type')).toContain('application/problem+json');
  expect(await missing.json()).toMatchObject({ code: 'line/signature-missing' });
  expect(await postWebhook(address, 'x'.repeat(1_048_577))).toMatchObject({
    status: 413,
    problem: { code: 'request/too-large' },
  });
  expect(await postWebhook(address, '{"events":[')).toMatchObject({
    status: 400,
    problem: { code: 'request/malformed-json' },
  });
  expect(await postWebhook(address, '')).toMatchObject({ status: 400, problem: { code: 'request/malformed-json' } });
  expect(await storedIds()).not.toContain(event.webhookEventId);
});

test('a flood of forged webhooks is refused without the database, and LINE’s own are accepted meanwhile', async () => {
  const { address, received } = await createLineStage(database);
  const forged = events(aTextEvent(aUserId('forger'), 'ปลอม'.repeat(1000)));
  const before = await storedIds();
  const real = aTextEvent(aUserId('real'), 'ช่วยด้วย');
  const answers = await Promise.all([
    ...Array.from({ length: 150 }, () => postWebhook(address, forged, { secret: 'guessed' })),
    ...Array.from({ length: 150 }, () => postWebhook(address, forged, { headers: { 'x-line-signature': 'none' } })),
    postWebhook(address, events(real)),
  ]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array.from({ length: 300 }, () => 401)]);
  await until(() => received.length === 1);
  expect((await storedIds()).filter((id) => !before.includes(id))).toEqual([real.webhookEventId]);
});

test('a refusal reveals nothing: no stack, no text of the sender', async () => {
  const { address } = await createLineStage(database);
  const { problem } = await postWebhook(address, '{"events":[ความลับ');
  expect(JSON.stringify(problem)).not.toMatch(/ความลับ| at |\.ts/);
});

test('when the 200 arrives the event is in the database, once, however often it comes', async () => {
  const { address, received } = await createLineStage(database);
  const event = aTextEvent(aUserId('b'), 'ช่วยด้วย');
  expect((await postWebhook(address, events(event))).status).toBe(200);
  expect(await storedIds()).toContain(event.webhookEventId);
  const again = { ...event, deliveryContext: { isRedelivery: true } };
  const answers = await Promise.all(
    [events(event), events(again), events(event, event)].map((body) => postWebhook(address, body)),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  const last = aTextEvent(aUserId('b'), 'ยังอยู่ไหม', { timestamp: event.timestamp + 1000 });
  await postWebhook(address, events(last));
  await until(() => received.some(({ input }) => 'text' in input && input.text === 'ยังอยู่ไหม'));
  expect(received.map(({ input }) => 'text' in input && input.text)).toEqual(['ช่วยด้วย', 'ยังอยู่ไหม']);
});

test('a hundred webhooks at once are a hundred 200s and a hundred events', async () => {
  const { address, received } = await createLineStage(database);
  const all = Array.from({ length: 100 }, (_, at) =>
    aTextEvent(aUserId('c'), `${at}`, { timestamp: 1_800_000_000_000 + at }),
  );
  const answers = await Promise.all(all.map((event) => postWebhook(address, events(event))));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  await until(() => received.length === 100);
  expect(new Set(received.map(({ input }) => 'text' in input && input.text)).size).toBe(100);
});

test('unknown events, or events without id, user or meaning, are no reason to fail', async () => {
  const { address, received } = await createLineStage(database);
  const user = aUserId('d');
  const strange = [
    { type: 'eventOfTomorrow', webhookEventId: 't1', timestamp: 1, mode: 'active' },
    { type: 'message', source: { type: 'user', userId: user } },
    aTextEvent(user, 'ไม่มีรหัส', { webhookEventId: undefined }),
    aTextEvent(user, 'มี\u0000อยู่', { webhookEventId: 'nul\u0000id, half\ud83d' }),
    { type: 'accountLink', link: { result: 'failed' }, webhookEventId: 't2' },
    null,
    'event',
  ];
  expect(
    (await postWebhook(address, events(...strange, aTextEvent(user, 'สุดท้าย', { timestamp: Date.now() + 1000 }))))
      .status,
  ).toBe(200);
  await until(() => received.some(({ input }) => 'text' in input && input.text === 'สุดท้าย'));
  const texts = received.flatMap(({ input }) => ('text' in input ? [input.text] : []));
  expect(texts.sort()).toEqual(['มี\u0000อยู่', 'สุดท้าย', 'ไม่มีรหัส'].sort());
});

test('groups do not concern the reporter account: neither stored nor answered', async () => {
  const { address, received } = await createLineStage(database);
  const inGroup = aTextEvent(aUserId('e'), 'คุยกันในกลุ่ม', {
    source: { type: 'group', groupId: `C${'1'.repeat(32)}`, userId: aUserId('e') },
  });
  expect((await postWebhook(address, events(inGroup))).status).toBe(200);
  expect(await storedIds()).not.toContain(inGroup.webhookEventId);
  expect(received).toEqual([]);
});

test('the staff account has a secret of its own; without one it has no route', async () => {
  const unset = await createLineStage(database);
  const event = aTextEvent(aUserId('f'), 'จนท.');
  const body = events(event);
  const path = '/webhook/line-staff';
  expect(await postWebhook(unset.address, body, { path })).toMatchObject({ status: 404 });
  const { address, received } = await createLineStage(database, { staff: true });
  expect((await postWebhook(address, body, { path })).status).toBe(401);
  expect((await postWebhook(address, body, { path, secret: STAFF_SECRETS.channelSecret })).status).toBe(200);
  expect(await storedIds()).toContain(event.webhookEventId);
  expect(received).toEqual([]);
});

test('an event that is nested too deeply is not lost, nor are the others', async () => {
  const { address, received } = await createLineStage(database);
  const deep = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
  const [before, itself, after] = [aUserId('g'), aUserId('h'), aUserId('i')].map((user, at) =>
    JSON.stringify(aTextEvent(user, `ลึก ${at}`)),
  );
  const strange = `${itself?.slice(0, -1)},"ofTomorrow":${deep(50_000)}}`;
  const alone = `{"type":"message","source":${deep(50_000)},"message":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
  const body = `{"destination":${deep(50_000)},"events":[${before},${alone},${strange},${after}]}`;
  expect(await postWebhook(address, body)).toEqual({ status: 200, problem: undefined });
  await until(() => received.length === 3);
  expect(received.map(({ input }) => 'text' in input && input.text).sort()).toEqual(['ลึก 0', 'ลึก 1', 'ลึก 2']);
});

test('every way to write a webhook is understood: escapes, key order, whitespace, unknown fields, header case', async () => {
  const { simulator, received } = await createLineStage(database);
  simulator.faults.set({
    shuffleKeys: true,
    addWhitespace: true,
    addUnknownFields: true,
    addUnknownEvents: true,
    titleCaseHeader: true,
  });
  expect(await simulator.phone('Fon').sendText('ไฟไหม้ 🔥 ช่วยด้วย')).toMatchObject({ delivery: { outcome: 'ok' } });
  await until(() => received.length === 1);
  expect(received[0]?.input).toMatchObject({ kind: 'text', text: 'ไฟไหม้ 🔥 ช่วยด้วย' });
  simulator.faults.reset();
  simulator.faults.set({ wrongSignature: true });
  expect(await simulator.phone('Fon').sendText('ปลอม')).toMatchObject({
    delivery: { outcome: 'error_status_code', statusCode: 401 },
  });
});

test('what can’t be stored gets no 200, so that LINE delivers it again', async () => {
  const { simulator, received } = await createLineStage(database, {
    simulator: { redeliverySchedule: [100, 200, 400, 800, 800] },
  });
  simulator.faults.set({ redelivery: true });
  await sql`ALTER TABLE line.webhook_events RENAME TO webhook_events_away`.execute(database.db);
  try {
    expect(await simulator.phone('Nok').sendText('ช่วยด้วย')).toMatchObject({ delivery: { statusCode: 500 } });
  } finally {
    await sql`ALTER TABLE line.webhook_events_away RENAME TO webhook_events`.execute(database.db);
  }
  await until(() => received.length === 1);
  expect(received[0]).toMatchObject({ input: { text: 'ช่วยด้วย' } });
});
