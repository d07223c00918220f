import type { Chat } from '../account.ts';
import { type ChatQueue, createChatQueue } from '../chat-queue.ts';
import { type InboxDeps, processNextEvent } from './process-event.ts';
import { listWaitingChats } from './store-inbox.ts';

/** Chats processed side by side in one process; each needs a database connection (the pool has 20). */
const SIDE_BY_SIDE = 8;
/** Events of one chat before the next chat has its turn: more than a report takes. */
const TURN = 5;

export type Inbox = {
  /** An event of the chat has just been stored. A place goes first: it is what an alert waits for. */
  accepted(chat: Chat, event: { isPlace: boolean }): void;
  /** True while more waits than is being worked on: deliveries should leave the machine to the alerts. */
  isBehind(): boolean;
  /** Looks for what other processes left behind and for tries that have become due. */
  poll(): void;
  stop(): Promise<void>;
};

/**
 * Works through stored events: at once where this process stored them, within a second where another process left
 * them behind or a try was postponed.
 */
export function createInbox(deps: InboxDeps): Inbox {
  let stopped = false;
  const queue: ChatQueue = createChatQueue(
    () => SIDE_BY_SIDE,
    async (chat) => {
      try {
        let hasMore = true;
        for (let turn = 0; hasMore && !stopped && turn < TURN; turn++) hasMore = await processNextEvent(deps, chat);
        // Whoever sends much goes to the end of the line again, so that nobody waits for a flood.
        if (hasMore && !stopped) queue.add(chat);
      } catch (error) {
        deps.log.error({ error }, 'the LINE inbox could not work; it looks again in a second');
      }
    },
  );
  let looking = false;
  const poll = async (): Promise<void> => {
    if (looking || stopped) return;
    looking = true;
    try {
      const waiting = await listWaitingChats(deps.db, deps.clock.now());
      // Those we hold find their next event by themselves; a second look would only cost.
      for (const chat of waiting) if (!queue.holds(chat)) queue.add(chat);
    } catch (error) {
      deps.log.error({ error }, 'could not look for waiting LINE events; trying again in a second');
    } finally {
      looking = false;
    }
  };
  return {
    accepted: (chat, { isPlace }) => queue.add(chat, { first: isPlace }),
    isBehind: () => queue.waiting() > 0,
    poll: () => void poll(),
    async stop() {
      stopped = true;
      await queue.stop();
    },
  };
}
