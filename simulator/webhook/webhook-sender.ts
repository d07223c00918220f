import type { Changes } from '../changes.ts';
import type { Clock } from '../clock.ts';
import type { FaultSwitches } from '../faults.ts';
import { newEventId } from '../ids.ts';
import type { Channel } from '../state.ts';
import type { WebhookEvent } from './event.ts';
import { createPoster, type PostOutcome } from './post-body.ts';
import { forgetOldTokens, renewReplyToken } from './reply-tokens.ts';
import { signBody, writeBody } from './write-body.ts';

/** One POST to a bot, as LINE's webhook error statistics would count it. */
export type WebhookDelivery = {
  at: number;
  channel: string;
  events: WebhookEvent[];
  isRedelivery: boolean;
  outcome: PostOutcome['outcome'] | 'webhook_off';
  statusCode: number;
};

type Waiting = { channel: Channel; event: WebhookEvent; done: (delivery: WebhookDelivery) => void };

type SenderParts = {
  clock: Clock;
  changes: Changes;
  faults: FaultSwitches;
  timeoutMilliseconds: number;
  /** Waits before each redelivery; LINE's own are undisclosed, so nothing may rely on these. */
  redeliverySchedule: number[];
  keep: number;
};

export type WebhookSender = ReturnType<typeof createWebhookSender>;

// Long enough for a test or a fast hand to make two events, short enough for a person not to wonder.
const outOfOrderWindow = 400;

/** Sends webhooks and simulates everything that can happen to them on the way. */
export function createWebhookSender(parts: SenderParts) {
  const { clock, changes, faults } = parts;
  const poster = createPoster();
  const deliveries: WebhookDelivery[] = [];
  const pending = new Set<Promise<unknown>>();
  let held: Waiting[] | undefined;
  let mixed: Waiting[] = [];

  /** Sends one event by the rules of the moment; resolves with the first delivery's outcome. */
  function emit(channel: Channel, event: WebhookEvent): Promise<WebhookDelivery> {
    if (held) return new Promise((done) => held?.push({ channel, event, done }));
    if (!faults.get().outOfOrderWebhooks) return deliver(channel, [event]);
    return new Promise((done) => {
      mixed.push({ channel, event, done });
      if (mixed.length === 1) setTimeout(flushMixed, outOfOrderWindow).unref();
    });
  }

  function flushMixed() {
    const batch = mixed.reverse();
    mixed = [];
    void track(sendApart(batch));
  }

  async function sendApart(batch: Waiting[]) {
    for (const { channel, event, done } of batch) done(await deliver(channel, [event]));
  }

  /** One POST with these events, then duplicates at once and redeliveries later if the rules say so. */
  function deliver(channel: Channel, events: WebhookEvent[]): Promise<WebhookDelivery> {
    const first = post(channel, events);
    for (let copy = 0; copy < faults.get().duplicateWebhooks; copy += 1) void track(post(channel, events));
    return track(
      first.then((delivery) => {
        if (delivery.outcome !== 'ok') scheduleRedelivery(channel, events, 0);
        return delivery;
      }),
    );
  }

  function scheduleRedelivery(channel: Channel, events: WebhookEvent[], attempt: number) {
    const wait = parts.redeliverySchedule[attempt];
    if (!faults.get().redelivery || wait === undefined) return;
    clock.after(wait, () => {
      const again = redelivered(channel, events).then((delivery) => {
        if (delivery.outcome !== 'ok') scheduleRedelivery(channel, events, attempt + 1);
      });
      void track(again);
    });
  }

  /** The same ids, tokens and times again; only isRedelivery differs. */
  function redelivered(channel: Channel, events: WebhookEvent[]) {
    return post(
      channel,
      events.map((event) => ({ ...event, deliveryContext: { isRedelivery: true } })),
    );
  }

  async function post(channel: Channel, events: WebhookEvent[]): Promise<WebhookDelivery> {
    const at = clock.now();
    const switches = faults.get();
    const isRedelivery = events.some((event) => event.deliveryContext.isRedelivery);
    for (const event of events) renewReplyToken(channel, event.replyToken, at);
    forgetOldTokens(channel, at);
    let outcome: PostOutcome | { outcome: 'webhook_off'; statusCode: 0 } = { outcome: 'webhook_off', statusCode: 0 };
    if (channel.webhook.active) {
      const sent = switches.addUnknownEvents ? [unknownEvent(channel, at), ...events] : events;
      const bytes = writeBody({ destination: channel.botUserId, events: sent }, switches);
      outcome = await poster.post({
        url: channel.webhook.endpoint,
        bytes,
        signature: signBody(switches.wrongSignature ? 'not the secret' : channel.channelSecret, bytes),
        timeoutMilliseconds: parts.timeoutMilliseconds,
        titleCaseHeader: switches.titleCaseHeader,
      });
    }
    const delivery = { at, channel: channel.key, events, isRedelivery, ...outcome };
    deliveries.push(delivery);
    if (deliveries.length > parts.keep) deliveries.shift();
    changes.publish({ about: 'webhooks' });
    return delivery;
  }

  function track<T>(work: Promise<T>): Promise<T> {
    const tracked = work.finally(() => pending.delete(tracked));
    pending.add(tracked);
    return tracked;
  }

  return {
    emit,
    deliver,
    deliveries: deliveries as readonly WebhookDelivery[],
    /** From now on events wait until release(): for batches and for any order one likes. */
    hold() {
      held ??= [];
    },
    /** Sends what waited: one by one or as one POST per channel, in the order of `arrange`. */
    async release({ batch = false, arrange = (events: WebhookEvent[]) => events } = {}) {
      const waiting = held ?? [];
      held = undefined;
      const order = arrange(waiting.map((one) => one.event));
      const sorted = order.flatMap((event) => waiting.filter((one) => one.event === event));
      if (!batch) return track(sendApart(sorted));
      for (const channel of new Set(sorted.map((one) => one.channel))) {
        const own = sorted.filter((one) => one.channel === channel);
        const events = own.map((one) => one.event);
        const delivery = await deliver(channel, events);
        for (const one of own) one.done(delivery);
      }
    },
    /** Sends a former event again, marked as a redelivery whatever the switch says. */
    redeliver: (channel: Channel, event: WebhookEvent) => track(redelivered(channel, [event])),
    /** Sends a former event again as it was: a duplicate without the mark, as the network makes them. */
    duplicate: (channel: Channel, event: WebhookEvent) => track(post(channel, [event])),
    /** The console's Verify button: no events, the answer must be 200. */
    verify: (channel: Channel) => track(post(channel, [])),
    /** Resolves when nothing is on its way any more. Redeliveries that are only scheduled are not waited for. */
    async idle() {
      while (pending.size > 0) await Promise.allSettled([...pending]);
    },
    close: poster.close,
  };
}

function unknownEvent(channel: Channel, now: number): WebhookEvent {
  return {
    type: 'eventOfTomorrow',
    eventOfTomorrow: { reason: 'a type this bot has never heard of' },
    webhookEventId: newEventId(now),
    deliveryContext: { isRedelivery: false },
    timestamp: now,
    mode: channel.mode,
  };
}
