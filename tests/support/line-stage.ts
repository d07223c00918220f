import Fastify, { type FastifyInstance } from 'fastify';
import { onTestFinished } from 'vitest';
import { createLineChannel, type LineChannel } from '../../server/channels/line/index.ts';
import type { EventMap } from '../../server/events/event-map.ts';
import type { InboundFromReporter, ReporterMenu } from '../../server/events/inbound.ts';
import type { MessageSubject, OutgoingMessage } from '../../server/events/outgoing-message.ts';
import type { Database } from '../../server/platform/database/database.ts';
import { inTransaction, type Work } from '../../server/platform/database/transaction.ts';
import { createEvents } from '../../server/platform/events/event-bus.ts';
import { createEventLog } from '../../server/platform/events/event-log.ts';
import { createNotifier } from '../../server/platform/events/notifier.ts';
import { sendProblem } from '../../server/platform/http/problem-response.ts';
import { countRefusals } from '../../server/platform/http/refusals.ts';
import { createLog } from '../../server/platform/log.ts';
import { createSystemAlerts } from '../../server/platform/system-alerts/system-alerts.ts';
import { createSimulator, type SimulatorOptions } from '../../simulator/simulator.ts';

export const SECRETS = { channelSecret: 'secret-of-this-test', channelAccessToken: 'token-of-this-test' };
export const STAFF_SECRETS = {
  channelSecret: 'staff-secret-of-this-test',
  channelAccessToken: 'staff-token-of-this-test',
};

/** Real time plus what a test adds to it, the same for the channel and for the LINE platform behind it. */
export function createTurnableClock() {
  let passed = 0;
  let set = 0;
  let stopped: { at: Date; elapsed: number } | undefined;
  const real = () => new Date(Date.now() + passed);
  return {
    now: () => stopped?.at ?? new Date(real().getTime() + set),
    elapsed: () => stopped?.elapsed ?? performance.now() + passed,
    /** The time by all other clocks: LINE's, people's phones. */
    elsewhere: () => stopped?.at ?? real(),
    /** Stops the clock. */
    stop() {
      stopped = { at: new Date(real().getTime() + set), elapsed: performance.now() + passed };
    },
    advance(milliseconds: number) {
      passed += milliseconds;
      if (stopped)
        stopped = { at: new Date(stopped.at.getTime() + milliseconds), elapsed: stopped.elapsed + milliseconds };
    },
    /** Sets the server's wall clock forward or, if negative, back; no time passes. */
    set(milliseconds: number) {
      set += milliseconds;
    },
  };
}

export type Stage = Awaited<ReturnType<typeof createLineStage>>;

/** The simulator, one or more LINE channels like those of server processes, and what they received and stored. */
export async function createLineStage(
  { db, url }: { db: Database; url: string },
  options: { staff?: boolean; simulator?: Partial<SimulatorOptions>; answerWithinMs?: number } = {},
) {
  const clock = createTurnableClock();
  const simulator = createSimulator({
    channels: [
      { key: 'public', ...SECRETS },
      { key: 'staff', ...STAFF_SECRETS, canJoinGroups: true },
    ],
    clock: {
      now: () => clock.elsewhere().getTime(),
      after(milliseconds, then) {
        const timer = setTimeout(then, milliseconds);
        return () => clearTimeout(timer);
      },
    },
    preparationTime: 50,
    // LINE waits longer here: a slow machine must not look like a silent server.
    webhookTimeoutMilliseconds: 20_000,
    ...options.simulator,
  });
  const lineUrl = await simulator.start();
  const log = createLog('silent');
  const received: InboundFromReporter[] = [];
  const turns = new Map<InboundFromReporter, number>();
  const delivered: { about: MessageSubject; outcome: string }[] = [];
  const stored: { address: string; messageId: string; attachmentId: string; bytes: number; refusal: string | null }[] =
    [];
  type React = (
    work: Work,
    message: InboundFromReporter,
    send: (message: OutgoingMessage) => Promise<void>,
  ) => Promise<void> | void;
  let beforeStoring: () => Promise<void> = async () => {};
  let onReceive: React = () => {};
  let webhooks = 0;

  const startProcess = async () => {
    const events = createEvents<EventMap>();
    const notifier = createNotifier(db, url, log);
    const systemAlerts = createSystemAlerts(db, clock, createEventLog(db, notifier));
    events.on('message-delivered', async (work, fact) => work.afterCommit(() => delivered.push(fact)));
    const files = new Map<string, { bytes: number; refusal: string | null }>();
    const keep = (file: { bytes: number; refusal: string | null }): string => {
      const id = `file-${files.size + 1}`;
      files.set(id, file);
      return id;
    };
    const channel: LineChannel = createLineChannel({
      db,
      clock,
      log,
      events,
      notifier,
      systemAlerts,
      config: {
        ...SECRETS,
        apiBase: lineUrl,
        dataApiBase: lineUrl,
        // A test about LINE's silence shortens it; in any other a slow machine must not look like a silent LINE.
        ...(options.answerWithinMs !== undefined && { answerWithinMs: options.answerWithinMs }),
        ...(options.staff && { staff: STAFF_SECRETS }),
      },
      attachments: {
        // The bytes are stored unchanged; checking them is tested with the platform.
        async prepare(bytes) {
          await beforeStoring();
          const clean = { bytes, contentType: '', sha256: '' };
          return { clean, originalSha256: '', originalBytes: bytes.length };
        },
        store: async (_work, file) => keep({ bytes: file.originalBytes, refusal: null }),
        refuse: async (_work, refusal) => keep({ bytes: 0, refusal }),
      },
    });
    const fastify: FastifyInstance = Fastify({ bodyLimit: 1_048_576 });
    countRefusals(fastify);
    fastify.setErrorHandler(sendProblem);
    fastify.addHook('preHandler', async () => {
      webhooks += 1;
    });
    await channel.registerWebhooks(fastify);
    const address = await fastify.listen({ port: 0, host: '127.0.0.1' });
    await notifier.start();
    channel.start({
      async receive(work, message) {
        await onReceive(work, message, (message) => events.publish(work, 'reporter-message-prepared', message));
        // Two processes of a test learn of their commits in any order; the order of their locks counts.
        const turn = turns.size;
        turns.set(message, turn);
        work.afterCommit(() => {
          received.push(message);
          received.sort((one, other) => (turns.get(one) ?? 0) - (turns.get(other) ?? 0));
        });
        return { isStored: true };
      },
      async mediaStored(work, fact) {
        const file = files.get(fact.attachmentId) ?? { bytes: 0, refusal: null };
        work.afterCommit(() => stored.push({ ...fact, ...file }));
      },
    });
    let isRunning = true;
    const stop = async () => {
      if (!isRunning) return;
      isRunning = false;
      await fastify.close();
      await channel.stop();
      await notifier.stop();
    };
    onTestFinished(stop);
    return {
      address,
      systemAlerts,
      channel,
      stop,
      /** All in one transaction, so that the outbox finds them together. */
      enqueue: (...messages: OutgoingMessage[]) =>
        inTransaction(db, async (work) => {
          for (const message of messages) await events.publish(work, 'reporter-message-prepared', message);
        }),
      requestMenus: (address: string, ...menus: ReporterMenu[]) =>
        inTransaction(db, async (work) => {
          for (const menu of menus) {
            await events.publish(work, 'reporter-menu-requested', { channel: 'line', address, menu });
          }
        }),
    };
  };

  const first = await startProcess();
  simulator.channel('public').webhook.endpoint = `${first.address}/webhook/line`;
  simulator.channel('staff').webhook.endpoint = `${first.address}/webhook/line-staff`;
  onTestFinished(() => simulator.stop());

  return {
    ...first,
    db,
    clock,
    simulator,
    received,
    delivered,
    stored,
    startProcess,
    /** How many webhooks have come, answered or not. */
    webhooks: () => webhooks,
    /** Downloaded files wait for this before they are stored. */
    beforeStoring(wait: typeof beforeStoring) {
      beforeStoring = wait;
    },
    onReceive(react: typeof onReceive) {
      onReceive = react;
    },
    /** The requests to reply or push, accepted or not. */
    sends: () => simulator.outbound.filter(({ operation }) => operation === 'reply' || operation === 'push'),
  };
}

/** A message for one reporter, as intake would prepare it. */
export function anOutgoingMessage(address: string, text: string, more: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return {
    channel: 'line',
    address,
    quiet: false,
    preview: 'ข้อความใหม่',
    parts: [{ kind: 'text', text }],
    choices: [],
    about: null,
    ...more,
  };
}

/** Waits until the condition is true; otherwise the test's time limit ends it. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resume) => setTimeout(resume, 10));
}
