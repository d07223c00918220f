import { expect, test } from 'vitest';
import { openDatabase } from '#platform/database/database';
import { createLog } from '#platform/log';
import type { Chat } from '../account.ts';
import type { BegunCall } from './batch-messages.ts';
import type { OutboxDeps } from './finalise-call.ts';
import { createOutbox } from './outbox.ts';

test('however many chats wait otherwise, answers begin with their transaction until too many of those wait', async () => {
  const deps = { db: openDatabase('postgres://127.0.0.1:9/none'), log: createLog('silent') };
  const outbox = createOutbox(deps as unknown as OutboxDeps);
  const chat = (at: number): Chat => ({ account: 'reporter', chatId: `U${at}` });
  for (let at = 0; at < 2000; at++) outbox.checkChat(chat(at));
  expect(outbox.mayBegin()).toBe(true);
  let begun = 0;
  while (outbox.mayBegin() && begun < 5000) outbox.carryOut(chat(begun++), {} as BegunCall);
  // Sixty-four calls of half a second each, side by side, within the six seconds in which a begun one may be made.
  expect(begun).toBeGreaterThan(0);
  expect((begun / 64) * 0.5).toBeLessThan(6);
  // Before the first one is made.
  await outbox.stop();
});
