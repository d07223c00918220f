import { type Chat, chatKey } from './account.ts';

/** Works through chats: each chat by one worker at a time, several chats side by side. */
export type ChatQueue = {
  /**
   * Queues the chat. If it is being worked on, it is worked on once more afterwards. `first` puts it before those that
   * wait without it.
   */
  add(chat: Chat, order?: { first: boolean }): void;
  /** True while the chat waits or is being worked on. */
  includes(chat: Chat): boolean;
  /** Chats that wait for their turn. */
  waiting(): number;
  /** Takes nothing new; resolves when what is under way has ended. */
  stop(): Promise<void>;
};

/** At most `side()` chats at a time; `work` must end by itself and say nothing about failures. */
export function createChatQueue(side: () => number, work: (chat: Chat) => Promise<void>): ChatQueue {
  const first = new Map<string, Chat>();
  const others = new Map<string, Chat>();
  const busy = new Map<string, Promise<void>>();
  let stopped = false;

  const start = (key: string, chat: Chat): void => {
    first.delete(key);
    others.delete(key);
    busy.set(
      key,
      work(chat).finally(() => {
        busy.delete(key);
        startNext();
      }),
    );
  };
  const startNext = (): void => {
    for (const waiting of [first, others]) {
      for (const [key, chat] of waiting) {
        if (busy.size >= side() || stopped) return;
        if (!busy.has(key)) start(key, chat);
      }
    }
  };

  return {
    add(chat, order) {
      (order?.first ? first : others).set(chatKey(chat), chat);
      // Not at once: one commit often queues a chat twice (a token, a message), which should run once.
      queueMicrotask(startNext);
    },
    includes: (chat) => [first, others, busy].some((some) => some.has(chatKey(chat))),
    waiting: () => first.size + others.size,
    async stop() {
      stopped = true;
      await Promise.allSettled(busy.values());
    },
  };
}
