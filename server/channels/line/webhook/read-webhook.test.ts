import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readWebhook } from './read-webhook.ts';

const now = new Date('2026-11-21T12:00:00Z');
const read = (body: unknown, account: 'reporter' | 'staff' = 'reporter') =>
  readWebhook(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)), account, now);
const anEvent = (more: object = {}) => ({
  type: 'message',
  message: { id: '1', type: 'text', text: 'ช่วยด้วย' },
  webhookEventId: '01HZXW7T5B2V0Q1N9C6C7Y3D4E',
  deliveryContext: { isRedelivery: false },
  timestamp: now.getTime() - 500,
  source: { type: 'user', userId: `U${'a'.repeat(32)}` },
  replyToken: 'token',
  mode: 'active',
  ...more,
});

test('an event is stored as LINE sent it and found by id, chat and time', () => {
  const [event] = read({ destination: 'U1', events: [anEvent()] });
  expect(event).toMatchObject({
    webhookEventId: '01HZXW7T5B2V0Q1N9C6C7Y3D4E',
    chatId: `U${'a'.repeat(32)}`,
    eventAt: new Date(now.getTime() - 500),
    hasRedeliveredToken: false,
  });
  expect(JSON.parse(event?.payload ?? '')).toEqual(anEvent());
});

test('several people in one webhook are several events', () => {
  const other = anEvent({ webhookEventId: 'other', source: { type: 'user', userId: 'Uother' } });
  expect(read({ events: [anEvent(), other] }).map(({ chatId }) => chatId)).toEqual([`U${'a'.repeat(32)}`, 'Uother']);
});

test('groups and rooms concern only the staff account: the reporter account does not store them', () => {
  const group = anEvent({ source: { type: 'group', groupId: 'C1', userId: 'U1' } });
  const room = anEvent({ source: { type: 'room', roomId: 'R1' } });
  expect(read({ events: [group, room] })).toEqual([]);
  expect(read({ events: [group, room] }, 'staff').map(({ chatId }) => chatId)).toEqual(['C1', 'R1']);
});

test('an event without an id gets the hash of its content, the same when it comes again', () => {
  const nameless = anEvent({ webhookEventId: undefined });
  const again = { ...nameless, deliveryContext: { isRedelivery: true } };
  const [first, second] = [read({ events: [nameless] })[0], read({ events: [again] })[0]];
  expect(first?.webhookEventId).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(second?.webhookEventId).toBe(first?.webhookEventId);
  expect(second?.hasRedeliveredToken).toBe(true);
  expect(
    read({ events: [anEvent({ webhookEventId: undefined, timestamp: 1_700_000_000_000 })] })[0]?.webhookEventId,
  ).not.toBe(first?.webhookEventId);
});

test.each(['{"events":[', 'hello', '', '\u0000'])('broken JSON is a coded error: %j', (body) => {
  expect(() => read(body)).toThrow(expect.objectContaining({ code: 'request/malformed-json' }));
});

test.each(['null', '[]', '"x"', '{}', '{"events":null}', '{"events":{}}', '{"events":[null,1,"x",[]]}'])(
  'JSON that is no webhook does no harm: %s',
  (body) => {
    expect(() => read(body)).not.toThrow();
  },
);

test('whatever JSON an event contains, it can be stored in PostgreSQL', () => {
  const json = fc.jsonValue();
  const event = fc.record(
    {
      type: json,
      webhookEventId: json,
      timestamp: json,
      source: fc.oneof(json, fc.dictionary(fc.string(), json)),
      replyToken: json,
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 5 }), (events) => {
      for (const { webhookEventId, chatId, eventAt, payload, messageId } of read({ events }, 'staff')) {
        expect(webhookEventId).not.toBe('');
        expect(webhookEventId).not.toContain('\u0000');
        expect(`${webhookEventId}${chatId}${messageId}`.isWellFormed()).toBe(true);
        expect(chatId).not.toContain('\u0000');
        expect(payload).not.toContain('\u0000');
        expect(eventAt.getTime()).toBeGreaterThan(0);
      }
    }),
    { seed: 20231116, numRuns: 300 },
  );
});
