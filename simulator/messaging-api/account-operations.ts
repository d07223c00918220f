import { z } from 'zod';
import { type Answer, LineFault, ok } from './answer.ts';
import { checkBody } from './check-body.ts';
import type { Call, Operation } from './operation.ts';

const endpoint = '/v2/bot/channel/webhook/endpoint';
// Real LINE takes only https; a bot under test listens on this machine, so http to a loopback address is let through.
const webhookUrl = z
  .string()
  .max(500, 'Length must be between 0 and 500')
  .refine(
    (text) => URL.canParse(text) && /^https:|^http:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/]/.test(text),
    'Invalid webhook endpoint URL',
  );

export const accountOperations: Operation[] = [
  {
    name: 'get-bot-info',
    method: 'GET',
    path: '/v2/bot/info',
    play: ({ channel: { botUserId, basicId, displayName, chatMode } }) =>
      ok({
        userId: botUserId,
        basicId,
        displayName,
        chatMode,
        markAsReadMode: chatMode === 'chat' ? 'manual' : 'auto',
      }),
  },
  {
    name: 'get-quota',
    method: 'GET',
    path: '/v2/bot/message/quota',
    play: ({ channel: { quota } }) =>
      ok(quota.limit === null ? { type: 'none' } : { type: 'limited', value: quota.limit }),
  },
  {
    name: 'get-consumption',
    method: 'GET',
    path: '/v2/bot/message/quota/consumption',
    play: ({ channel }) => ok({ totalUsage: channel.quota.used }),
  },
  {
    name: 'get-webhook-endpoint',
    method: 'GET',
    path: endpoint,
    play: ({ channel: { webhook } }) => ok({ ...webhook }),
  },
  {
    name: 'set-webhook-endpoint',
    method: 'PUT',
    path: endpoint,
    play(call) {
      const body = checkBody(z.strictObject({ endpoint: webhookUrl }), call.json());
      call.channel.webhook.endpoint = body.endpoint;
      return ok();
    },
  },
  {
    name: 'test-webhook',
    method: 'POST',
    path: '/v2/bot/channel/webhook/test',
    rate: 'sixty-an-hour',
    play: testWebhook,
  },
];

const testReasons: Record<string, string> = {
  ok: 'OK',
  request_timeout: 'REQUEST_TIMEOUT',
  error_status_code: 'ERROR_STATUS_CODE',
  could_not_connect: 'COULD_NOT_CONNECT',
  unclassified: 'UNCLASSIFIED',
};

/** Sends an empty list of events and answers with the outcome. */
async function testWebhook(call: Call): Promise<Answer> {
  const { world, channel, raw } = call;
  const body = raw.length === 0 ? {} : checkBody(z.strictObject({ endpoint: webhookUrl.optional() }), call.json());
  const tested = { ...channel, webhook: { active: true, endpoint: body.endpoint ?? channel.webhook.endpoint } };
  if (tested.webhook.endpoint === '') throw new LineFault(404, 'Webhook URL is not set');
  const { outcome, statusCode } = await world.webhooks.verify(tested);
  return ok({
    success: outcome === 'ok',
    timestamp: new Date(world.clock.now()).toISOString(),
    statusCode,
    reason: testReasons[outcome] ?? 'UNCLASSIFIED',
    detail: statusCode === 0 ? outcome : String(statusCode),
  });
}
