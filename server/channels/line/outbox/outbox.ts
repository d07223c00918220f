import type { Chat } from '../account.ts';
import { createChatQueue } from '../chat-queue.ts';
import { type BegunCall, deliverToChat } from './deliver.ts';
import type { OutboxDeps } from './finalise-call.ts';
import { listPendingChats } from './store-outbox.ts';

/** Calls to LINE side by side in one process; LINE allows 2,000 a second, a slow LINE must not stop us all. */
const SIDE_BY_SIDE = 16;
/** So many begun calls at most wait for their turn: even by fours and half a second each they go before they are stale. */
const MOST_BEGUN = 32;
/** While reports wait to be read, the machine is theirs: an alert comes before an answer. Prompts still flow. */
const SIDE_BY_SIDE_WHEN_BEHIND = 4;

export type Outbox = {
  /** Something may be due for the chat now. */
  checkChat(chat: Chat): void;
  /** Makes a call whose try has been written down, before anything else is sent to the chat. */
  carryOut(chat: Chat, begun: BegunCall): void;
  /** True while a call begun now would not have to wait long for others. */
  mayBegin(): boolean;
  /** Looks for what other processes left behind and for tries that have become due. */
  poll(): void;
  stop(): Promise<void>;
};

/** Delivers what is owed: at once what this process wrote, within a second what others left behind or had to wait. */
export function createOutbox(deps: OutboxDeps & { isInboxBehind(): boolean }): Outbox {
  const side = () => (deps.isInboxBehind() ? SIDE_BY_SIDE_WHEN_BEHIND : SIDE_BY_SIDE);
  const begun = new Map<string, BegunCall>();
  const keyOf = ({ account, chatId }: Chat): string => `${account} ${chatId}`;
  const stopping = new AbortController();
  const queue = createChatQueue(side, (chat) => {
    const call = begun.get(keyOf(chat));
    begun.delete(keyOf(chat));
    return deliverToChat(deps, chat, { begun: call, stopping: stopping.signal }).catch((error) => {
      deps.log.error({ error }, 'the LINE outbox could not work; it looks again in a second');
    });
  });
  let looking = false;
  const lookEverywhere = async (): Promise<void> => {
    if (looking || stopping.signal.aborted) return;
    looking = true;
    try {
      for (const chat of await listPendingChats(deps.db, deps.clock.now())) queue.add(chat);
    } catch (error) {
      deps.log.error({ error }, 'could not look for owed LINE messages; trying again in a second');
    } finally {
      looking = false;
    }
  };
  return {
    checkChat: (chat) => queue.add(chat),
    carryOut(chat, call) {
      begun.set(keyOf(chat), call);
      queue.add(chat, { first: true });
    },
    mayBegin: () => queue.waiting() < MOST_BEGUN,
    poll: () => void lookEverywhere(),
    async stop() {
      stopping.abort();
      await queue.stop();
    },
  };
}
