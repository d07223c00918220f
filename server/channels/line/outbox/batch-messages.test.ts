import { expect, test } from 'vitest';
import { findRow, getRow, rows, sql } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import { newRandomKey } from '#platform/ids';
import { createTestDatabase } from '#support/test-database';
import type { Chat } from '../account.ts';
import { claimNextEvents } from '../inbox/store-inbox.ts';
import { type BegunCall, batchMessages, queueMessages, writeMessageBatches } from './batch-messages.ts';

const { db } = await createTestDatabase();
const now = new Date('2026-11-21T02:00:00Z');
const aMoment = (secondsAgo: number) => new Date(now.getTime() - secondsAgo * 1000);

/** Processes one event that sends `texts`, with a token `secondsOld`. @returns what the outbox was asked to do */
async function processEvent(chatId: string, texts: string[], { secondsOld = 1, mayBegin = true } = {}) {
  const chat: Chat = { account: 'reporter', chatId };
  const begun: BegunCall[] = [];
  const checked: Chat[] = [];
  const deps = {
    clock: { now: () => now },
    processId: () => 7,
    checkChat: (at: Chat) => void checked.push(at),
    carryOut: (_chat: Chat, call: BegunCall) => void begun.push(call),
    mayBegin: () => mayBegin,
  };
  const at = aMoment(secondsOld);
  const webhookEventId = newRandomKey();
  await sql`INSERT INTO line.webhook_events (webhook_event_id, account, chat_id, event_at, received_at, payload)
    VALUES (${webhookEventId}, ${chat.account}, ${chatId}, ${at}, ${at}, '{}')`.execute(db);
  await inTransaction(db, async (work) => {
    const [event] = await claimNextEvents(work.tx, { chats: [chat], each: 1 }, undefined, now);
    if (!event) throw new Error('the event was not claimed');
    const token = { token: `token of ${chatId}`, webhookEventId, eventAt: at, deliveredAt: at };
    batchMessages(work, chat, { ...event, token });
    for (const [place, text] of texts.entries()) {
      const message = { messages: JSON.stringify([{ type: 'text', text }]), messageCount: 1, about: null };
      const messages = [{ ...message, quiet: place > 0, retryKey: newRandomKey(), createdAt: now }];
      queueMessages(deps, work, chat, { messages });
    }
    queueMessages(deps, work, chat, { menu: 'reporting' });
    writeMessageBatches(deps, work);
    expect([...begun, ...checked]).toEqual([]);
  });
  return { begun, checked };
}

const pendingFor = (chatId: string) =>
  rows(
    db,
    sql<{ via: string | null; unknown: boolean; tries: number; token: string | null }>`
      SELECT via, outcome_unknown AS unknown, tries, reply_token AS token FROM line.outbound_messages
      WHERE chat_id = ${chatId} ORDER BY id`,
  );
const leaseOn = async (chatId: string) =>
  (
    await getRow(
      db,
      sql<{ until: Date | null }>`SELECT sender_until AS until FROM line.chats WHERE chat_id = ${chatId}`,
    )
  ).until;
const storedToken = (chatId: string) => findRow(db, sql`SELECT 1 FROM line.reply_tokens WHERE chat_id = ${chatId}`);
const begunRow = (chatId: string) => ({ via: 'reply', unknown: true, tries: 1, token: `token of ${chatId}` });
const pendingRow = { via: null, unknown: false, tries: 0, token: null };

test('an answer is written as a begun reply with its lease, and the call is made only after the commit', async () => {
  const { begun, checked } = await processEvent('U-begun', ['หนึ่ง', 'สอง']);
  expect(await pendingFor('U-begun')).toEqual([begunRow('U-begun'), begunRow('U-begun')]);
  expect(checked).toEqual([]);
  expect(begun).toMatchObject([{ call: { method: { via: 'reply', token: 'token of U-begun' }, wasUnknown: false } }]);
  const ids = await rows(
    db,
    sql<{ id: number }>`SELECT id FROM line.outbound_messages WHERE chat_id = 'U-begun' ORDER BY id`,
  );
  expect(begun[0]?.call.rows.map(({ id }) => ({ id }))).toEqual(ids);
  expect(await leaseOn('U-begun')).toEqual(begun[0]?.until);
  expect(await storedToken('U-begun')).toBeUndefined();
  expect(await findRow(db, sql`SELECT 1 FROM line.menu_requests WHERE chat_id = 'U-begun'`)).toBeDefined();
});

test('only what fits into one call is begun, the rest is pending behind it', async () => {
  await processEvent('U-many', ['1', '2', '3', '4', '5', '6']);
  const five = Array.from({ length: 5 }, () => begunRow('U-many'));
  expect(await pendingFor('U-many')).toEqual([...five, pendingRow]);
});

test.each([
  ['the token is stale', 'U-stale', { secondsOld: 55 }],
  ['others wait', 'U-behind', { mayBegin: false }],
])('nothing is begun while %s: the token is stored and the outbox checks the chat', async (_why, chatId, how) => {
  const { begun, checked } = await processEvent(chatId, ['คำ'], how);
  expect(begun).toEqual([]);
  expect(checked).toEqual([{ account: 'reporter', chatId }]);
  expect(await pendingFor(chatId)).toEqual([pendingRow]);
  expect(await leaseOn(chatId)).toBeNull();
  expect(await storedToken(chatId)).toBeDefined();
});

test.each([
  [
    'another process sends to the chat',
    'U-leased',
    sql`UPDATE line.chats SET sender_until = ${aMoment(-5)} WHERE chat_id = 'U-leased'`,
  ],
  ['the chat is in standby', 'U-standby', sql`UPDATE line.chats SET standby = true WHERE chat_id = 'U-standby'`],
])('nothing is begun while %s', async (_why, chatId, prepare) => {
  await sql`INSERT INTO line.chats (account, chat_id) VALUES ('reporter', ${chatId})`.execute(db);
  await prepare.execute(db);
  const lease = await leaseOn(chatId);
  expect((await processEvent(chatId, ['คำ'])).begun).toEqual([]);
  expect(await pendingFor(chatId)).toEqual([pendingRow]);
  expect(await leaseOn(chatId)).toEqual(lease);
  expect(await storedToken(chatId)).toBeDefined();
});

test('nothing is begun before older messages', async () => {
  await processEvent('U-older', ['ก่อน'], { mayBegin: false });
  expect((await processEvent('U-older', ['หลัง'])).begun).toEqual([]);
  expect(await pendingFor('U-older')).toEqual([pendingRow, pendingRow]);
});
