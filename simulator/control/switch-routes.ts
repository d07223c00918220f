import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { faultsSchema } from '../faults.ts';
import { getChannel } from '../state.ts';
import type { WebhookEvent } from '../webhook/event.ts';
import type { World } from '../world.ts';

const channelChange = z.strictObject({
  webhookUrl: z.string().optional(),
  webhookActive: z.boolean().optional(),
  chatMode: z.enum(['chat', 'bot']).optional(),
  mode: z.enum(['active', 'standby']).optional(),
  canJoinGroups: z.boolean().optional(),
  greeting: z.string().nullable().optional(),
  autoReply: z.string().nullable().optional(),
  quotaLimit: z.int().min(0).nullable().optional(),
});
const webhookRequest = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('verify'), channel: z.string() }),
  z.strictObject({ do: z.literal('hold') }),
  z.strictObject({ do: z.literal('release'), batch: z.boolean().optional(), reverse: z.boolean().optional() }),
  z.strictObject({ do: z.enum(['redeliver', 'duplicate']), webhookEventId: z.string() }),
]);
const channelPath = z.object({ key: z.string() });

/** Fault switches, account settings, webhooks by hand, and what the bot asked. */
export function registerSwitches(control: FastifyInstance, world: World): void {
  const { state, faults, webhooks, requests } = world;

  control.get('/faults', () => faults.get());
  control.put('/faults', (request) => {
    faults.set(faultsSchema.partial().parse(request.body));
    return faults.get();
  });
  control.delete('/faults', () => {
    faults.reset();
    return faults.get();
  });

  control.get('/channels', () =>
    [...state.channels.values()].map(({ key, displayName, basicId, webhook, chatMode, mode, quota, ...rest }) => {
      const { canJoinGroups, greeting, autoReply } = rest;
      return { key, displayName, basicId, webhook, chatMode, mode, quota, canJoinGroups, greeting, autoReply };
    }),
  );
  control.put('/channels/:key', (request) => {
    const channel = getChannel(state, channelPath.parse(request.params).key);
    const { webhookUrl, webhookActive, quotaLimit, ...settings } = channelChange.parse(request.body);
    if (webhookUrl !== undefined) channel.webhook.endpoint = webhookUrl;
    if (webhookActive !== undefined) channel.webhook.active = webhookActive;
    if (quotaLimit !== undefined) channel.quota.limit = quotaLimit;
    Object.assign(channel, settings);
    return {};
  });

  control.get('/webhooks', () => webhooks.deliveries.slice(-100));
  control.post('/webhooks', async (request) => {
    const action = webhookRequest.parse(request.body);
    if (action.do === 'verify') return webhooks.verify(getChannel(state, action.channel));
    if (action.do === 'hold') webhooks.hold();
    else if (action.do === 'release') {
      const arrange = action.reverse ? (events: WebhookEvent[]) => events.toReversed() : undefined;
      await webhooks.release({ batch: action.batch, arrange });
    } else return again(action.do, action.webhookEventId);
    return {};
  });

  function again(how: 'redeliver' | 'duplicate', webhookEventId: string) {
    for (const delivery of webhooks.deliveries.toReversed()) {
      const event = delivery.events.find((one) => one.webhookEventId === webhookEventId);
      if (event) return webhooks[how](getChannel(state, delivery.channel), event);
    }
    throw new Error('simulator/unknown-event');
  }

  /** The bot's requests from number `after` on, the newest 200 at most. */
  control.get('/requests', (request) => {
    const { after } = z.object({ after: z.coerce.number().int().min(0).default(0) }).parse(request.query);
    const total = requests.count();
    const wanted = Math.min(total - after, 200, requests.entries.length);
    return { total, requests: wanted > 0 ? requests.entries.slice(-wanted) : [] };
  });
}
