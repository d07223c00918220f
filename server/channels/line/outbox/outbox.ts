import { isDeadlock } from '#platform/database/transaction';
import { createBatcher } from '#platform/jobs/batcher';
import { createLoop } from '#platform/jobs/single-flight';
import { type Chat, chatKey } from '../account.ts';
import { createChatQueue } from '../chat-queue.ts';
import { type EndedMenuRequest, endMenuRequests } from '../menu/store-menus.ts';
import type { BegunCall } from './batch-messages.ts';
import { deliverToChat, keepWriting } from './deliver.ts';
import type { OutboxDeps } from './finalise-call.ts';
import { type EndedTurn, endTurns, listPendingChats } from './store-outbox.ts';

/** Parallel calls to LINE in one process. LINE allows 2,000 a second; one slow call must not stop the others. */
const SIDE_BY_SIDE = 64;
/**
 * The most begun calls that wait: even when each takes half a second, they are made before they are stale. Others that wait
 * do not count: an answer that begins with its transaction costs a third of one that is claimed afterwards, so after a kill
 * the queue would only grow.
 */
const MOST_BEGUN = 384;

/** As many as one look brings. After a kill thousands wait, and looking takes a tenth of a second. */
const MANY_WAITING = 1000;

export type Outbox = {
  /** The chat may have something to send now. */
  checkChat(chat: Chat): void;
  /** Makes a call whose try was stored already, before anything else is sent to the chat. */
  carryOut(chat: Chat, begun: BegunCall): void;
  /** True while a new call would not have to wait long. */
  mayBegin(): boolean;
  /** Finds messages that other processes left behind and retries that have become due. */
  poll(): void;
  stop(): Promise<void>;
};

/** Delivers pending messages: at once if this process stored them, within a second if another did or a retry is due. */
export function createOutbox(deps: OutboxDeps): Outbox {
  const endTurn = createBatcher((turns: EndedTurn[]) => keepWriting(() => endTurns(deps.db, turns, deps.clock.now())), {
    isFaultOfItem: isDeadlock,
  });
  const endMenuRequest = createBatcher(
    async (requests: EndedMenuRequest[]) => {
      await endMenuRequests(deps.db, requests);
      return requests.map(() => undefined);
    },
    { isFaultOfItem: isDeadlock },
  );
  const begun = new Map<string, BegunCall>();
  const stopping = new AbortController();
  const queue = createChatQueue(
    () => SIDE_BY_SIDE,
    (chat) => {
      const call = begun.get(chatKey(chat));
      begun.delete(chatKey(chat));
      return deliverToChat({ ...deps, endTurn, endMenuRequest }, chat, {
        begun: call,
        stopping: stopping.signal,
      }).catch((error) => {
        deps.log.error({ error }, 'the LINE outbox failed; it tries again in a second');
      });
    },
  );
  const polling = createLoop(
    async () => {
      // What waits here is found again each time; what others left behind is looked for when there is less of it.
      if (queue.waiting() >= MANY_WAITING) return;
      for (const chat of await listPendingChats(deps.db, deps.clock.now())) queue.add(chat);
    },
    (error) => deps.log.error({ error }, 'could not look for pending LINE messages; trying again in a second'),
  );
  return {
    checkChat: (chat) => queue.add(chat),
    carryOut(chat, call) {
      begun.set(chatKey(chat), call);
      queue.add(chat, { first: true });
    },
    mayBegin: () => begun.size < MOST_BEGUN,
    poll: polling.notify,
    async stop() {
      stopping.abort();
      await Promise.all([polling.stop(), queue.stop()]);
    },
  };
}
