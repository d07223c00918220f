import { chooseLanguage } from '#contract/languages';
import type { Database } from '#platform/database/database';
import { createBatcher } from '#platform/jobs/batcher';
import type { Log } from '#platform/log';
import type { Chat } from '../account.ts';
import { createChatQueue } from '../chat-queue.ts';
import type { LineClient } from '../line-client.ts';
import { saveLanguages } from './store-inbox.ts';

/** Two at a time, so that it does not slow down the answers. */
const SIDE_BY_SIDE = 2;
/** Those learned meanwhile are stored together. */
const SAVE_AFTER_MS = 250;
/** With more new people than this, the rest is looked up at their next message. */
const MOST_WAITING = 200;

/**
 * Looks up the language of a person's LINE app in the background, so that no alert waits for it: the first answer is
 * in Thai, the next ones in their language. For people who block or did not consent LINE answers 404: it stays Thai.
 */
export function createLanguageLearner(deps: { db: Database; log: Log; client: LineClient }) {
  const asking = new Set<string>();
  const saving = new Set<Promise<void>>();
  const save = createBatcher(
    async (learned: Parameters<typeof saveLanguages>[1]) => {
      await saveLanguages(deps.db, learned);
      return learned.map(() => undefined);
    },
    { delayMs: SAVE_AFTER_MS },
  );
  const learn = async (chat: Chat): Promise<void> => {
    const answer = await deps.client.askProfile(chat.chatId);
    if (answer.kind !== 'answer' || answer.status !== 200) return void asking.delete(chat.chatId);
    const { language } = (answer.body ?? {}) as { language?: unknown };
    const known = typeof language === 'string' ? chooseLanguage([language, 'en']) : 'th';
    const saved = save({ ...chat, language: known })
      .catch((error: unknown) => deps.log.warn({ error }, 'could not store the language of a LINE user'))
      .finally(() => {
        asking.delete(chat.chatId);
        saving.delete(saved);
      });
    saving.add(saved);
  };
  const queue = createChatQueue(() => SIDE_BY_SIDE, learn);
  return {
    learn(chat: Chat): void {
      if (asking.has(chat.chatId) || asking.size >= MOST_WAITING) return;
      asking.add(chat.chatId);
      queue.add(chat);
    },
    async stop(): Promise<void> {
      await queue.stop();
      await Promise.all(saving);
    },
  };
}
