import { expect, test } from 'vitest';
import { openDatabase } from '#platform/database/database';
import { createLog } from '#platform/log';
import type { LineAnswer, LineClient } from '../line-client.ts';
import { createLanguageLearner } from './learn-language.ts';

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
