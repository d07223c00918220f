// Types only: adds `helmet` to a route's options.
import type {} from '@fastify/helmet';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database/database';
import { retryUntilAvailable } from '#platform/database/database-unavailable';
import { createBatcher } from '#platform/jobs/batcher';
import type { Acceptance } from '../acceptance.ts';
import type { Account, LineConfig } from '../account.ts';
import type { Inbox } from '../inbox/inbox.ts';
import { checkSignature, checkSignatureShape } from './check-signature.ts';
import { type ArrivedEvent, readWebhook } from './read-webhook.ts';
import { insertEvents, refreshReplyTokens } from './store-events.ts';

/** 1 MB; LINE's own webhooks are far smaller. */
const BODY_LIMIT = 1_048_576;

/** The most events of one statement; a larger statement would itself take too long. */
const LARGEST_BATCH = 500;

/** LINE waits 2 s. If PostgreSQL is back within half of that, no redelivery is needed, which may take minutes. */
const WAITS_MS = [50, 150, 300, 500];

type Deps = {
  db: Database;
  clock: Clock;
  config: LineConfig;
  accepted: Inbox['accepted'];
  acceptance: Acceptance;
};

/**
 * The webhooks of the accounts that are set up. Each event is stored before its 200, and nothing else happens before it:
 * LINE waits 2 s, and what we confirm it never sends again.
 */
export async function registerLineWebhooks(fastify: FastifyInstance, deps: Deps): Promise<void> {
  const { db, clock, config, acceptance } = deps;
  // Known events stay as they are, so writing again after a lost connection makes no duplicates.
  const store = createBatcher(
    async (webhooks: ArrivedEvent[][]) => {
      await retryUntilAvailable(() => insertEvents(db, webhooks.flat()), WAITS_MS);
      return webhooks.map(() => undefined);
    },
    { sizeOf: (events) => events.length, largest: LARGEST_BATCH, isFaultOfItem: isDataError },
  );

  const accept = async (account: Account, secret: string, body: Buffer, signature: string | string[] | undefined) => {
    checkSignature(body, signature, secret);
    const receivedAt = clock.now();
    const events = readWebhook(body, account, receivedAt);
    if (events.length === 0) return;
    const end = acceptance.begin();
    await store(events).finally(end);
    for (const { chatId, isPlace } of events) deps.accepted({ account, chatId }, { isPlace });
    const redelivered = events.filter((event) => event.hasRedeliveredToken).map((event) => event.webhookEventId);
    if (redelivered.length > 0) await refreshReplyTokens(db, redelivered, receivedAt);
  };

  await fastify.register(async (webhooks) => {
    webhooks.removeAllContentTypeParsers();
    webhooks.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
      done(null, body),
    );
    for (const [path, account, secret] of [
      ['/webhook/line', 'reporter', config.channelSecret],
      ['/webhook/line-staff', 'staff', config.staff?.channelSecret],
    ] as const) {
      // An account that is not set up has no route.
      if (!secret) continue;
      // No headers for browsers: LINE is none, and making them costs as much as checking the signature.
      const options = {
        bodyLimit: BODY_LIMIT,
        schema: { hide: true },
        helmet: false,
        config: { isNeverLimited: true },
      } as const;
      // Before the body is read, so that forged requests are cheap. No rate limit by address, because LINE may come
      // through the same proxy as a forger.
      const onRequest = async ({ headers }: FastifyRequest) => checkSignatureShape(headers['x-line-signature']);
      webhooks.post(path, { ...options, onRequest }, async (request, reply) => {
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        await accept(account, secret, body, request.headers['x-line-signature']);
        return reply.code(200).send();
      });
    }
  });
}

/** SQLSTATE classes 22 and 23: a row is the cause. Anything else (no connection, no space) would fail every row. */
function isDataError(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^2[23]/.test(code);
}
