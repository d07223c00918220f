import { AppError } from '#platform/app-error';
import type { Attachments } from '#platform/attachments/attachments';
import type { PreparedFile, Refusal } from '#platform/attachments/prepared-file';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import type { Log } from '#platform/log';
import type { SystemAlerts } from '#platform/system-alerts/system-alerts';
import type { Account, Chat } from '../account.ts';
import type { LineClient } from '../line-client.ts';
import { type Content, fetchContent } from './fetch-content.ts';
import { deleteFetch, finaliseFetch, insertFetch, type MediaFetch, postponeFetch, takeFetch } from './store-media.ts';

export type MediaDeps = {
  db: Database;
  clock: Clock;
  log: Log;
  systemAlerts: SystemAlerts;
  clients: Partial<Record<Account, LineClient>>;
  /** Where files are kept, in the transaction that ends the fetch. */
  attachments: Pick<Attachments, 'prepare' | 'store' | 'refuse'>;
  /** Names this process in the leases it takes; null: they end by their time alone. */
  processId(): number | null;
  mediaStored(work: Work, stored: { address: string; messageId: string; attachmentId: string }): Promise<void>;
};

export type MediaFetcher = {
  /** Owes the fetch from the caller's commit on; of a chat with too many waiting, it is said that it is not fetched. */
  enqueue(work: Work, chat: Chat, messageId: string): Promise<void>;
  /** The sender took the message back. */
  forget(work: Work, messageId: string): Promise<void>;
  poll(): void;
  stop(): Promise<void>;
};

/** Files fetched side by side in one process; 20 MB each at most. */
const SIDE_BY_SIDE = 4;
/** Longer than the client's time limit for content and its opening behind others; a process that ends frees it. */
const LEASE_MS = 300_000;
/** LINE keeps content for a time it does not name; after two days nothing will come. */
const PENDING_FOR_MS = 48 * 3600_000;
/** LINE sends fifty pictures at one touch; a chat that has more waiting is told apart from one that shows what happens. */
const MOST_WAITING_OF_ONE = 60;
/** When too many files wait to be opened, this one is fetched again after so long. */
const BUSY_MS = 3000;
const TRIES_TO_OPEN = 3;
const BUSY = ['server/overloaded', 'request/too-many'];

/** Fetches files in the background, at once and until they are there: LINE deletes them when it likes. */
export function createMediaFetcher(deps: MediaDeps): MediaFetcher {
  const busy = new Set<Promise<void>>();
  // A large file takes a minute: the process does not wait for it, the next one fetches it anew.
  const stopping = new AbortController();

  const work = async (): Promise<void> => {
    try {
      for (;;) {
        const now = deps.clock.now();
        const owed = stopping.signal.aborted
          ? undefined
          : await takeFetch(deps.db, { now, until: new Date(now.getTime() + LEASE_MS), processId: deps.processId() });
        if (!owed) return;
        const client = deps.clients[owed.account];
        const content: Content = client
          ? await fetchContent(client, owed.messageId, { stopped: stopping.signal })
          : { kind: 'later', cause: 'no client' };
        // Our lease ends with the process.
        if (stopping.signal.aborted && content.kind === 'later') return;
        await keep(deps, owed, content);
      }
    } catch (error) {
      deps.log.error({ error }, 'could not fetch a file from LINE; trying again in a moment');
    }
  };
  const poll = (): void => {
    if (stopping.signal.aborted || busy.size >= SIDE_BY_SIDE) return;
    const one = work().finally(() => busy.delete(one));
    busy.add(one);
  };

  return {
    async enqueue(transaction, chat, messageId) {
      const isWaiting = await insertFetch(transaction.tx, chat, messageId, {
        now: deps.clock.now(),
        most: MOST_WAITING_OF_ONE,
      });
      if (isWaiting) return transaction.afterCommit(poll);
      const attachmentId = await deps.attachments.refuse(transaction, 'too-many');
      await deps.mediaStored(transaction, { address: chat.chatId, messageId, attachmentId });
    },
    poll,
    forget: ({ tx }, messageId) => deleteFetch(tx, messageId),
    async stop() {
      stopping.abort();
      await Promise.allSettled(busy);
    },
  };
}

async function keep(deps: MediaDeps, owed: MediaFetch, content: Content): Promise<void> {
  const now = deps.clock.now();
  const { messageId, chatId: address } = owed;
  const isTooOld = now.getTime() - owed.createdAt.getTime() > PENDING_FOR_MS;
  if (content.kind === 'later' && !isTooOld) {
    return postponeFetch(
      deps.db,
      messageId,
      new Date(now.getTime() + Math.min(1000 * 2 ** Math.min(owed.tries - 1, 10), 60_000)),
    );
  }
  if (content.kind === 'later' || content.kind === 'refused') {
    await deps.systemAlerts.raise('line/media-failed', content.cause, {
      messageId,
      cause: content.cause,
      tries: owed.tries,
    });
  }
  // Before the transaction: a large picture takes a second, and longer where others wait.
  const file = content.kind === 'file' ? await prepare(deps, content.bytes, owed) : refusalOf(content);
  // Nothing is wrong with it, it only has no turn now, or the server stops: that was no try.
  if (file === 'no-turn') return postponeFetch(deps.db, messageId, new Date(now.getTime() + BUSY_MS), { isTry: false });
  if (file === 'again') return postponeFetch(deps.db, messageId, new Date(now.getTime() + BUSY_MS));
  await inTransaction(deps.db, async (work) => {
    const state = content.kind === 'file' ? 'stored' : content.kind === 'gone' ? 'gone' : 'failed';
    if (!(await finaliseFetch(work.tx, messageId, state, now))) return;
    // Also when there is nothing to show: an officer must not wait for a picture that will never come.
    const attachmentId = await storeOrRefuse(deps, work, file);
    await deps.mediaStored(work, { address, messageId, attachmentId });
  });
}

async function prepare(
  { attachments }: MediaDeps,
  bytes: Buffer,
  { chatId, tries }: MediaFetch,
): Promise<PreparedFile | Refusal | 'no-turn' | 'again'> {
  try {
    return await attachments.prepare(bytes, chatId);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (BUSY.includes(error.code)) return 'no-turn';
    if (error.code !== 'file/too-heavy') throw error;
    // The machine may have been busy with other things; a file that is made so stays so.
    return tries < TRIES_TO_OPEN ? 'again' : 'unreadable';
  }
}

function refusalOf(content: Exclude<Content, { kind: 'file' }>): Refusal {
  return content.kind === 'refused' && content.cause === 'too-large' ? 'too-large' : 'gone';
}

function storeOrRefuse({ attachments }: MediaDeps, work: Work, file: PreparedFile | Refusal): Promise<string> {
  return typeof file === 'string' ? attachments.refuse(work, file) : attachments.store(work, file);
}
