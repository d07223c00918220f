import { createLoop } from '#platform/jobs/single-flight';
import type { Acceptance } from '../acceptance.ts';
import type { Chat } from '../account.ts';
import { type ChatQueue, createChatQueue } from '../chat-queue.ts';
import { type InboxDeps, processNextEvent, processTogether } from './process-event.ts';
import { listWaitingChats } from './store-inbox.ts';

/** Chats processed side by side in one process; each needs a database connection (the pool has 20). */
const SIDE_BY_SIDE = 4;
/** Chats in one transaction when more wait than can be worked on: their commits and statements are shared. */
const MOST_TOGETHER = 32;
/** Events of one chat before the next chat has its turn: more than a report takes. */
const TURN = 5;

export type Inbox = {
  /** An event of the chat has just been stored. A place goes first: it is what an alert waits for. */
  accepted(chat: Chat, event: { isPlace: boolean }): void;
  /** Finds events that other processes left behind and retries that have become due. */
  poll(): void;
  stop(): Promise<void>;
};

/**
 * Works through stored events: at once if this process stored them, within a second if another process left them
 * behind or a retry is due.
 */
export function createInbox(deps: InboxDeps & { acceptance: Acceptance }): Inbox {
  const { acceptance } = deps;
  let stopped = false;
  const workOff = async (chat: Chat): Promise<void> => {
    let hasMore = true;
    for (let turn = 0; hasMore && !stopped && turn < (acceptance.isFull() ? 1 : TURN); turn++)
      hasMore = await processNextEvent(deps, chat);
    // A chat with many events goes to the end of the queue again, so that nobody waits for a flood.
    if (hasMore && !stopped) queue.add(chat);
  };
  const queue: ChatQueue = createChatQueue(
    () => acceptance.allow(SIDE_BY_SIDE),
    async (chat, others) => {
      try {
        const left = others.length > 0 ? await processTogether(deps, [chat, ...others]) : [chat];
        for (const one of left) await workOff(one);
      } catch (error) {
        deps.log.error({ error }, 'the LINE inbox failed; it tries again in a second');
      } finally {
        acceptance.worked();
      }
    },
    (waiting) => Math.min(MOST_TOGETHER, Math.ceil(waiting / acceptance.allow(SIDE_BY_SIDE))),
  );
  acceptance.onAllowed(queue.startNext);
  const polling = createLoop(
    async () => {
      const waiting = await listWaitingChats(deps.db, deps.clock.now());
      // Chats in the queue find their next event by themselves.
      for (const chat of waiting) if (!queue.includes(chat)) queue.add(chat);
    },
    (error) => deps.log.error({ error }, 'could not look for waiting LINE events; trying again in a second'),
  );
  return {
    accepted: (chat, { isPlace }) => queue.add(chat, { first: isPlace }),
    poll: polling.notify,
    async stop() {
      stopped = true;
      await Promise.all([polling.stop(), queue.stop()]);
    },
  };
}
