import type { Chat } from './account.ts';

/** Works through chats: each chat by one worker at a time, several chats side by side. */
export type ChatQueue = {
  /** Asks for the chat to be looked at; asked while it is being worked on, it is looked at once more. */
  add(chat: Chat): void;
  /** Takes nothing new; resolves when what is under way has ended. */
  stop(): Promise<void>;
};

/** At most `side` chats at a time; `work` must end by itself and say nothing about failures. */
export function createChatQueue(side: number, work: (chat: Chat) => Promise<void>): ChatQueue {
  const waiting = new Map<string, Chat>();
  const busy = new Map<string, Promise<void>>();
  let stopped = false;

  const startNext = (): void => {
    for (const [key, chat] of waiting) {
      if (busy.size >= side || stopped) return;
      if (busy.has(key)) continue;
      waiting.delete(key);
      busy.set(
        key,
        work(chat).finally(() => {
          busy.delete(key);
          startNext();
        }),
      );
    }
  };

  return {
    add(chat) {
      waiting.set(`${chat.account} ${chat.chatId}`, chat);
      // Not at once: one commit often asks twice (a free token, something to say), and that is one look.
      queueMicrotask(startNext);
    },
    async stop() {
      stopped = true;
      await Promise.allSettled(busy.values());
    },
  };
}
