import type { FastifyInstance } from 'fastify';
import type { AppEvents } from '#events/event-map';
import type { MessageSubject, OutgoingMessage, StaffListener, StaffMessage } from '#events/outgoing-message';
import type { AppClock } from '#platform/clock';
import type { Database } from '#platform/database/database';
import type { Work } from '#platform/database/transaction';
import type { Notifier } from '#platform/events/notifier';
import type { Job } from '#platform/jobs/ticker';
import type { Log } from '#platform/log';
import type { SetBack } from '#platform/set-back';
import type { SystemAlerts } from '#platform/system-alerts/system-alerts';
import { createAcceptance } from './acceptance.ts';
import type { Account, LineConfig } from './account.ts';
import { answerAnonymous } from './answer-anonymous.ts';
import { createFloodGauge } from './inbox/flood.ts';
import { createInbox } from './inbox/inbox.ts';
import { createLanguageLearner } from './inbox/learn-language.ts';
import type { GroupMessage, InboxDeps } from './inbox/process-event.ts';
import type { ReportersAt } from './inbox/store-inbox.ts';
import { createLineClient, type LineClient } from './line-client.ts';
import { createMediaFetcher, type MediaDeps } from './media/media-fetcher.ts';
import { releaseFetchesOf } from './media/store-media.ts';
import { createAccountNaming } from './name-account.ts';
import { batchMessages, type OutboundDeps, queueMessages, writeMessageBatches } from './outbox/batch-messages.ts';
import { enqueue, enqueueMessage } from './outbox/enqueue-message.ts';
import { createOutbox } from './outbox/outbox.ts';
import { createPushPause } from './outbox/push-pause.ts';
import { releaseChatsOf, withdrawMessages } from './outbox/store-outbox.ts';
import { renderMessage } from './render/render-message.ts';
import { moveTries } from './store-set-back.ts';
import { forgetOldPayloads } from './store-tidying.ts';
import { registerLineWebhooks } from './webhook/register-webhooks.ts';

type Deps = {
  db: Database;
  config: LineConfig;
  clock: AppClock;
  log: Log;
  events: AppEvents;
  notifier: Notifier;
  systemAlerts: SystemAlerts;
  /** The id of this process for its leases; if null or missing, leases end only by their time. */
  processId?(): number | null;
} & Pick<MediaDeps, 'attachments'>;

/** Who is given what comes in. */
export type Receivers = Pick<InboxDeps, 'receive'> &
  Pick<MediaDeps, 'mediaStored'> & {
    reportersAt?: ReportersAt;
    /** Asked in this order what to answer a staff member; the first answer is sent. */
    staffListeners?: readonly StaffListener[];
    /** What happens in a group that the staff account is in. @returns the answer, if there is one */
    receiveFromGroup?(work: Work, news: GroupMessage): Promise<string | undefined>;
  };

export type LineChannel = {
  jobs: readonly Job[];
  /** Adds `POST /webhook/line` and `POST /webhook/line-staff`. */
  registerWebhooks(fastify: FastifyInstance): Promise<void>;
  /** Starts processing the inbox and the outbox. May be called before or after `notifier.start()`. */
  start(receivers: Receivers): void;
  /** Starts nothing new and waits for running work; the rest stays in the tables. */
  stop(): Promise<void>;
  /**
   * Queues a message of the staff account: `address` is a staff member's own chat or a group. With `about` set,
   * `message-delivered` follows.
   */
  sendToStaff(work: Work, address: string, message: string | StaffMessage): Promise<void>;
  /** Releases the leases of processes that have ended, and has their chats and files worked on. */
  freeLeases(work: Work, processIds: number[]): Promise<void>;
  /** Withdraws pending messages about these things, unless LINE may already have them. */
  withdraw(work: Work, about: MessageSubject[]): Promise<void>;
  /** The account that LINE names for an ID token of our LIFF app; undefined where it names none, or can't be asked. */
  nameAccount(idToken: string): Promise<string | undefined>;
  /** The clock was set back: moves the times of retries and leases. */
  moveTries(work: Work, setBack: SetBack): Promise<void>;
};

/** The LINE channel: webhooks, inbox, outbox, files and menus. Reacts to `reporter-message-prepared` and `reporter-menu-requested`. */
export function createLineChannel(deps: Deps): LineChannel {
  const { db, config, clock, log, notifier, systemAlerts, processId = () => null } = deps;
  const reporterClient = createLineClient(config);
  const staffClient = config.staff && createLineClient({ ...config, ...config.staff });
  const clients: Partial<Record<Account, LineClient>> = {
    reporter: reporterClient,
    ...(staffClient && { staff: staffClient }),
  };
  let receivers: Receivers | undefined;
  const receiving = (): Receivers => {
    if (!receivers) throw new Error('the LINE channel was not started');
    return receivers;
  };
  const outbox = createOutbox({
    db,
    clock,
    log,
    events: deps.events,
    systemAlerts,
    clients,
    pause: createPushPause(clock),
    processId,
  });
  const media = createMediaFetcher({
    db,
    clock,
    log,
    systemAlerts,
    clients,
    attachments: deps.attachments,
    processId,
    mediaStored: (work, stored) => receiving().mediaStored(work, stored),
  });
  const languages = createLanguageLearner({ db, log, client: reporterClient });
  const outbound: OutboundDeps = {
    clock,
    processId,
    checkChat: outbox.checkChat,
    carryOut: outbox.carryOut,
    mayBegin: outbox.mayBegin,
  };
  const sendToStaff = (work: Work, address: string, message: string | StaffMessage): Promise<void> => {
    const content =
      typeof message === 'string' ? { preview: message, parts: [{ kind: 'text' as const, text: message }] } : message;
    const whole: OutgoingMessage = { channel: 'line', address, quiet: false, choices: [], about: null, ...content };
    const { quiet, about } = whole;
    return enqueue(
      outbound,
      work,
      { account: 'staff', chatId: address },
      { messages: renderMessage(whole), quiet, about },
    );
  };
  const acceptance = createAcceptance(clock);
  const inbox = createInbox({
    acceptance,
    db,
    clock,
    log,
    systemAlerts,
    receive: (work, message, known) => receiving().receive(work, message, known),
    reportersAt: () => receiving().reportersAt,
    async receiveFromStaff(work, message) {
      for (const listen of receiving().staffListeners ?? []) {
        const answer = await listen(work, message);
        if (answer !== undefined) return sendToStaff(work, message.lineUserId, answer);
      }
    },
    async receiveFromGroup(work, news) {
      const answer = await receiving().receiveFromGroup?.(work, news);
      if (answer !== undefined) await sendToStaff(work, news.groupId, answer);
    },
    answerAnonymous: (work, chat) => answerAnonymous(outbound, work, chat),
    fetchMedia: (work, chat, messageId) => media.enqueue(work, chat, messageId),
    forgetMedia: (work, messageId) => media.forget(work, messageId),
    batchMessages,
    writeMessageBatches: (work) => writeMessageBatches(outbound, work),
    gaugeFlood: createFloodGauge(),
    languageUnknown: (chat) => languages.learn(chat),
    willTakeLonger: ({ account, chatId }) => void clients[account]?.startLoading(chatId, 20),
  });
  deps.events.on('reporter-message-prepared', (work, message) => enqueueMessage(outbound, work, message));
  deps.events.on('reporter-menu-requested', async (work, { address, menu }) =>
    queueMessages(outbound, work, { account: 'reporter', chatId: address }, { menu }),
  );
  return {
    nameAccount: createAccountNaming(reporterClient, config.liffId, log),
    // Not urgent. Each process does it, and doing it twice changes nothing.
    jobs: [{ name: 'forget-line-payloads', everyMs: 3_600_000, run: () => forgetOldPayloads(db, clock.now()) }],
    registerWebhooks: (fastify) =>
      registerLineWebhooks(fastify, { db, clock, config, accepted: inbox.accepted, acceptance }),
    start(given) {
      receivers = given;
      for (const [topic, { poll }] of Object.entries({
        'line-inbox': inbox,
        'line-outbox': outbox,
        'line-media': media,
      })) {
        notifier.on(topic, poll);
        poll();
      }
    },
    async stop() {
      // The database is closed next, so nothing may still use it.
      await Promise.all([inbox.stop(), outbox.stop(), media.stop(), languages.stop()]);
    },
    async freeLeases(work, processIds) {
      await releaseChatsOf(work.tx, processIds);
      await releaseFetchesOf(work.tx, processIds);
      work.afterCommit(() => {
        notifier.send('line-outbox');
        notifier.send('line-media');
      });
    },
    moveTries: (work, setBack) => moveTries(work.tx, setBack),
    withdraw: (work, about) => withdrawMessages(work.tx, about, clock.now()),
    sendToStaff,
  };
}
