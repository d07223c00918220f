import { type Chat, chatKey } from './account.ts';

/** Works through chats: each chat by one worker at a time, several chats side by side. */
export type ChatQueue = {
  /**
   * Queues the chat. If it is being worked on, it is worked on once more afterwards. `first` puts it before those that
   * wait without it, who have every fourth turn all the same.
   */
  add(chat: Chat, order?: { first: boolean }): void;
  /** True while the chat waits or is being worked on. */
  includes(chat: Chat): boolean;
  /** More may be worked on than before: `side` has grown. */
  startNext(): void;
  /** Chats that wait for their turn. */
  waiting(): number;
  /** Takes nothing new; resolves when what is under way has ended. */
  stop(): Promise<void>;
};

/** One piece of so many begins with a chat that came without `first`, so that none waits for ever. */
const TURN_OF_OTHERS = 4;

/**
 * At most `side()` pieces of work at a time; `work` must end by itself and say nothing about failures. A piece is one chat,
 * or with `together` as many as it says of those that wait.
 */
export function createChatQueue(
  side: () => number,
  work: (chat: Chat, others: Chat[]) => Promise<void>,
  together: (waiting: number) => number = () => 1,
): ChatQueue {
  const first = new Map<string, Chat>();
  const others = new Map<string, Chat>();
  const busy = new Map<string, Promise<void>>();
  let working = 0;
  let sinceOthers = 0;
  let stopped = false;

  const start = (chat: Chat, rest: Chat[]): void => {
    const keys = [chat, ...rest].map(chatKey);
    working += 1;
    const ended = work(chat, rest).finally(() => {
      working -= 1;
      for (const key of keys) busy.delete(key);
      startNext();
    });
    for (const key of keys) busy.set(key, ended);
  };
  const takeNext = (most: number): Chat[] => {
    const taken: Chat[] = [];
    for (const waiting of sinceOthers < TURN_OF_OTHERS - 1 ? [first, others] : [others, first]) {
      for (const [key, chat] of waiting) {
        if (taken.length === most) return taken;
        if (busy.has(key)) continue;
        waiting.delete(key);
        if (taken.length === 0) sinceOthers = waiting === first ? sinceOthers + 1 : 0;
        taken.push(chat);
      }
    }
    return taken;
  };
  const startNext = (): void => {
    while (working < side() && !stopped) {
      const [chat, ...rest] = takeNext(together(first.size + others.size));
      if (!chat) return;
      start(chat, rest);
    }
  };

  return {
    add(chat, order) {
      const key = chatKey(chat);
      if (order?.first) others.delete(key);
      if (order?.first || first.has(key)) first.set(key, chat);
      else others.set(key, chat);
      // Not at once: one commit often queues a chat twice (a token, a message), which should run once.
      queueMicrotask(startNext);
    },
    includes: (chat) => [first, others, busy].some((some) => some.has(chatKey(chat))),
    startNext,
    waiting: () => first.size + others.size,
    async stop() {
      stopped = true;
      await Promise.allSettled(busy.values());
    },
  };
}
