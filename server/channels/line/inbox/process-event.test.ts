import { expect, test } from 'vitest';
import { sql } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import { createLog } from '#platform/log';
import { createTestDatabase } from '#support/test-database';
import type { Chat } from '../account.ts';
import { type InboxDeps, processTogether } from './process-event.ts';

const { db } = await createTestDatabase();
const now = new Date('2026-11-21T02:00:00Z');

/** Stores texts of a chat, a second apart. */
async function store({ account, chatId }: Chat, ...texts: string[]): Promise<void> {
  for (const [place, text] of texts.entries()) {
    const at = new Date(now.getTime() - 10_000 + place * 1000);
    const payload = JSON.stringify({ type: 'message', source: { type: 'user' }, message: { type: 'text', text } });
    await sql`INSERT INTO line.webhook_events (webhook_event_id, account, chat_id, event_at, received_at, payload)
      VALUES (${text}, ${account}, ${chatId}, ${at}, ${at}, ${payload})`.execute(db);
  }
}

/** An inbox that notes what it processed. `fails`: with this text nothing is received. */
function anInbox({ fails }: { fails?: string } = {}) {
  const processed: string[] = [];
  const logged: string[] = [];
  const deps = {
    db,
    clock: { now: () => now },
    log: createLog('warn', { write: (line) => void logged.push(line) }),
    reportersAt: () => undefined,
    receive: async (work, { input }) => {
      const text = 'text' in input ? input.text : '';
      if (text === fails) throw new Error('intake stumbled');
      work.afterCommit(() => processed.push(text));
      return { isStored: false };
    },
    receiveFromStaff: async (work, { text }) => work.afterCommit(() => processed.push(text ?? '')),
    batchMessages: () => {},
    writeMessageBatches: () => {},
    languageUnknown: () => {},
    gaugeFlood: () => 'none',
  } as Partial<InboxDeps> as InboxDeps;
  return { processed, logged, deps };
}

const chat = (chatId: string): Chat => ({ account: 'reporter', chatId });

test('of a chat whose first event another process has, no later one is taken with others', async () => {
  const [begun, free, other] = [chat('U-begun'), chat('U-free'), chat('U-other')];
  await store(begun, 'begun 1', 'begun 2');
  await store(free, 'free 1', 'free 2');
  await store(other, 'other 1');
  const { deps, processed } = anInbox();
  const left = await inTransaction(db, async ({ tx }) => {
    await sql`SELECT 1 FROM line.webhook_events WHERE webhook_event_id = 'begun 1' FOR UPDATE`.execute(tx);
    return processTogether(deps, [free, begun, other]);
  });
  expect(processed.toSorted()).toEqual(['free 1', 'free 2', 'other 1']);
  expect(left).toEqual([begun]);
});

test('what officers answer is not processed together with messages of reporters', async () => {
  const [reporter, officer]: Chat[] = [chat('U-reporter'), { account: 'staff', chatId: 'U-officer' }];
  if (!reporter || !officer) throw new Error('no chats');
  await store(reporter, 'help');
  await store(officer, 'I go');
  const { deps, processed } = anInbox();
  expect(await processTogether(deps, [officer, reporter])).toEqual([officer]);
  expect(processed).toEqual(['help']);
  expect(await processTogether(deps, [officer])).toEqual([officer]);
});

test('that events failed together is logged', async () => {
  const [fine, bad] = [chat('U-fine'), chat('U-bad')];
  await store(fine, 'fine');
  await store(bad, 'bad');
  const { deps, processed, logged } = anInbox({ fails: 'bad' });
  expect(await processTogether(deps, [fine, bad])).toEqual([fine, bad]);
  expect(processed).toEqual([]);
  expect(logged.map((line) => JSON.parse(line))).toMatchObject([
    { msg: 'LINE events failed together; each is processed by itself', chats: 2 },
  ]);
});

test('chats that are processed together do not wait for each other, and each keeps its order', async () => {
  const [one, other] = [chat('U-one'), chat('U-another')];
  await store(one, 'one 1', 'one 2');
  await store(other, 'another 1', 'another 2');
  const { deps } = anInbox();
  const begun: string[] = [];
  let bothBegan = () => {};
  const both = new Promise<void>((resolve) => {
    bothBegan = resolve;
  });
  const receive: InboxDeps['receive'] = async (_, { input }) => {
    begun.push('text' in input ? input.text : '');
    // Whoever comes first waits here for the other chat.
    if (begun.length === 2) bothBegan();
    await both;
    return { isStored: false };
  };
  expect(await processTogether({ ...deps, receive }, [one, other])).toEqual([]);
  expect(begun.slice(0, 2).toSorted()).toEqual(['another 1', 'one 1']);
  expect(begun.slice(2).toSorted()).toEqual(['another 2', 'one 2']);
});
