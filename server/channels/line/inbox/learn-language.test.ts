import { expect, test } from 'vitest';
import { openDatabase, rows, sql } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import { createLog } from '#platform/log';
import { createTestDatabase } from '#support/test-database';
import type { LineAnswer, LineClient } from '../line-client.ts';
import { addChatAtCommit } from '../outbox/store-messages.ts';
import { createLanguageLearner } from './learn-language.ts';
import { saveLanguages } from './store-inbox.ts';

const turn = () => new Promise((resume) => setImmediate(resume));

test('a person who writes again before LINE has answered is looked up once, and later again', async () => {
  const asked: string[] = [];
  const unknown: LineAnswer = { kind: 'answer', status: 404, requestId: null, body: {} };
  const askProfile = async (userId: string) => {
    asked.push(userId);
    return unknown;
  };
  const learner = createLanguageLearner({
    db: openDatabase('postgres://127.0.0.1:9/none'),
    log: createLog('silent'),
    client: { askProfile } as unknown as LineClient,
  });
  const chat = { account: 'reporter', chatId: 'U1' } as const;
  // More often than may wait at once: a person who is being looked up counts once.
  for (let times = 0; times < 250; times++) learner.learn(chat);
  await turn();
  expect(asked).toEqual(['U1']);
  learner.learn({ account: 'reporter', chatId: 'U2' });
  learner.learn(chat);
  await turn();
  expect(asked).toEqual(['U1', 'U2', 'U1']);
});

test('languages that are stored and messages to the same chats do not wait for each other in a circle', async () => {
  const { db } = await createTestDatabase();
  await sql`INSERT INTO line.chats (account, chat_id) VALUES ('reporter', 'U1'), ('reporter', 'U2')`.execute(db);
  const inChat = (chatId: string) => ({ account: 'reporter', chatId }) as const;
  const saved = await inTransaction(db, async (work) => {
    // As messages do: chats that are free are locked first; new ones, and those that are not free, are added last.
    await sql`SELECT FROM line.chats WHERE chat_id = 'U2' FOR UPDATE`.execute(work.tx);
    const saving = saveLanguages(
      db,
      ['U0', 'U1', 'U2'].map((chatId) => ({ ...inChat(chatId), language: 'en' })),
    );
    // It waits for the row that is locked here, with those before it locked.
    const waiting = sql`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await expect.poll(async () => (await rows(db, waiting)).length).toBeGreaterThan(0);
    for (const chatId of ['U0', 'U1']) addChatAtCommit(work, inChat(chatId));
    return { saving };
  });
  await saved.saving;
  expect(await rows(db, sql`SELECT chat_id AS "chatId", language FROM line.chats ORDER BY chat_id`)).toEqual([
    { chatId: 'U0', language: null },
    { chatId: 'U1', language: 'en' },
    { chatId: 'U2', language: 'en' },
  ]);
});
