import type { Database } from '#platform/database/database';
import type { Log } from '#platform/log';
import type { Chat } from '../account.ts';
import { createChatQueue } from '../chat-queue.ts';
import type { LineClient } from '../line-client.ts';
import { saveLanguage } from './store-inbox.ts';

/** Two at a time: it must never take the line from the answers themselves. */
const SIDE_BY_SIDE = 2;
/** In a flood of new people the rest is asked at their next message. */
const MOST_WAITING = 200;

/**
 * Learns the language of a person's LINE app beside the processing, so that no alert waits for it: the first answer
 * is Thai, the next ones are in the person's language. Blocked or not consenting: 404, and Thai it stays.
 */
export function createLanguageLearner(deps: { db: Database; log: Log; client: LineClient }) {
  const asking = new Set<string>();
  const queue = createChatQueue(
    () => SIDE_BY_SIDE,
    async (chat) => {
      try {
        const answer = await deps.client.askProfile(chat.chatId);
        if (answer.kind !== 'answer' || answer.status !== 200) return;
        const { language } = (answer.body ?? {}) as { language?: unknown };
        await saveLanguage(deps.db, chat, typeof language === 'string' && !language.startsWith('th') ? 'en' : 'th');
      } catch (error) {
        deps.log.warn({ error }, 'could not keep the language of a LINE user');
      } finally {
        asking.delete(chat.chatId);
      }
    },
  );
  return {
    learn(chat: Chat): void {
      if (asking.has(chat.chatId) || asking.size >= MOST_WAITING) return;
      asking.add(chat.chatId);
      queue.add(chat);
    },
    stop: () => queue.stop(),
  };
}
