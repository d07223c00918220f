import { AppError } from '#platform/app-error';
import type { Attachments } from '#platform/attachments/attachments';
import type { PreparedFile, Refusal } from '#platform/attachments/prepared-file';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import type { Log } from '#platform/log';
import { type LeaseHolder, leaseFor } from '#platform/process/lease';
import type { SystemAlerts } from '#platform/system-alerts/system-alerts';
import type { Account, Chat } from '../account.ts';
import { backoff } from '../backoff.ts';
import type { LineClient } from '../line-client.ts';
import { type Content, fetchContent } from './fetch-content.ts';
import { deleteFetch, finaliseFetch, insertFetch, type MediaFetch, postponeFetch, takeFetch } from './store-media.ts';

export type MediaDeps = LeaseHolder & {
  db: Database;
  log: Log;
  systemAlerts: SystemAlerts;
  clients: Partial<Record<Account, LineClient>>;
  /** Stores files, in the transaction that ends the fetch. */
  attachments: Pick<Attachments, 'prepare' | 'store' | 'refuse'>;
  mediaStored(work: Work, stored: { address: string; messageId: string; attachmentId: string }): Promise<void>;
};

export type MediaFetcher = {
  /** Queues the fetch for after the caller's commit. If the chat has too many waiting, the file is refused instead. */
  enqueue(work: Work, chat: Chat, messageId: string): Promise<void>;
  /** The sender unsent the message. */
  forget(work: Work, messageId: string): Promise<void>;
  poll(): void;
  stop(): Promise<void>;
};

/** Files that one process fetches at the same time; at most 20 MB each. */
const SIDE_BY_SIDE = 4;
/** Longer than downloading and checking a file can take. When a process ends, its leases are released at once. */
const LEASE_MS = 300_000;
/** LINE does not say how long it keeps content; after two days we give up. */
const PENDING_FOR_MS = 48 * 3600_000;
/** LINE lets people send 50 pictures at once; more waiting files of one chat are an attack rather than a report. */
const MOST_WAITING_OF_ONE = 60;
/** If too many files wait to be checked, this one is fetched again after this time. */
const BUSY_MS = 3000;
const TRIES_TO_OPEN = 3;
const BUSY = ['server/overloaded', 'request/too-many'];

/** Fetches files in the background, at once and again until it succeeds: LINE may delete them at any time. */
export function createMediaFetcher(deps: MediaDeps): MediaFetcher {
  const busy = new Set<Promise<void>>();
  // A large file takes up to a minute: a process that stops does not wait, and the next one fetches it again.
  const stopping = new AbortController();

  const fetchAll = async (): Promise<void> => {
    try {
      for (;;) {
        const pendingFetch = stopping.signal.aborted ? undefined : await takeFetch(deps.db, leaseFor(LEASE_MS, deps));
        if (!pendingFetch) return;
        const client = deps.clients[pendingFetch.account];
        const content: Content = client
          ? await fetchContent(client, pendingFetch.messageId, { stopped: stopping.signal })
          : { kind: 'later', cause: 'no client' };
        // The lease is released when the process has ended.
        if (stopping.signal.aborted && content.kind === 'later') return;
        await finishFetch(deps, pendingFetch, content);
      }
    } catch (error) {
      deps.log.error({ error }, 'could not fetch a file from LINE; trying again in a moment');
    }
  };
  const poll = (): void => {
    if (stopping.signal.aborted || busy.size >= SIDE_BY_SIDE) return;
    const one = fetchAll().finally(() => busy.delete(one));
    busy.add(one);
  };

  return {
    async enqueue(work, chat, messageId) {
      const isWaiting = await insertFetch(work.tx, chat, messageId, {
        now: deps.clock.now(),
        most: MOST_WAITING_OF_ONE,
      });
      if (isWaiting) return work.afterCommit(poll);
      const attachmentId = await deps.attachments.refuse(work, 'too-many');
      await deps.mediaStored(work, { address: chat.chatId, messageId, attachmentId });
    },
    poll,
    forget: ({ tx }, messageId) => deleteFetch(tx, messageId),
    async stop() {
      stopping.abort();
      await Promise.allSettled(busy);
    },
  };
}

async function finishFetch(deps: MediaDeps, pendingFetch: MediaFetch, content: Content): Promise<void> {
  const now = deps.clock.now();
  const { messageId, chatId: address } = pendingFetch;
  const isTooOld = now.getTime() - pendingFetch.createdAt.getTime() > PENDING_FOR_MS;
  if (content.kind === 'later' && !isTooOld) {
    return postponeFetch(deps.db, messageId, new Date(now.getTime() + backoff(pendingFetch.tries - 1)));
  }
  if (content.kind === 'later' || content.kind === 'refused') {
    await deps.systemAlerts.raise('line/media-failed', content.cause, {
      messageId,
      cause: content.cause,
      tries: pendingFetch.tries,
    });
  }
  // Before the transaction: a large picture takes a second or more.
  const file = content.kind === 'file' ? await prepare(deps, content.bytes, pendingFetch) : refusalOf(content);
  // The file is fine, but there is no capacity now, or the server stops: this is not counted as a try.
  if (file === 'no-turn') return postponeFetch(deps.db, messageId, new Date(now.getTime() + BUSY_MS), { isTry: false });
  if (file === 'again') return postponeFetch(deps.db, messageId, new Date(now.getTime() + BUSY_MS));
  await inTransaction(deps.db, async (work) => {
    const state = content.kind === 'file' ? 'stored' : content.kind === 'gone' ? 'gone' : 'failed';
    if (!(await finaliseFetch(work.tx, messageId, state, now))) return;
    // Also if there is no file: an officer must not wait for a picture that never comes.
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
    // The machine may have been busy; a file that is too heavy by itself fails each time.
    return tries < TRIES_TO_OPEN ? 'again' : 'unreadable';
  }
}

function refusalOf(content: Exclude<Content, { kind: 'file' }>): Refusal {
  return content.kind === 'refused' && content.cause === 'too-large' ? 'too-large' : 'gone';
}

function storeOrRefuse({ attachments }: MediaDeps, work: Work, file: PreparedFile | Refusal): Promise<string> {
  return typeof file === 'string' ? attachments.refuse(work, file) : attachments.store(work, file);
}
