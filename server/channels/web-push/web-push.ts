import webPush from 'web-push';
import type { PostOutside } from '#platform/outbound/post-outside';
import type { VapidKeys } from './keep-vapid-keys.ts';

/** A browser's push subscription. */
export type Subscription = { endpoint: string; p256dh: string; auth: string };

/** `gone`: the browser unsubscribed, the address will never work again. `later`: worth another try. */
export type PushOutcome = { kind: 'sent' | 'gone' | 'refused' | 'later'; cause: string };

export type WebPush = {
  /** Needed by a browser to subscribe. */
  publicKey: string;
  /**
   * Sends one message, encrypted so that the push service cannot read it (RFC 8291). `topic`: a newer message replaces an
   * undelivered older one; 32 characters of base64url at most.
   */
  send(subscription: Subscription, payload: object, topic: string): Promise<PushOutcome>;
};

/** After this time an undelivered alarm is of no use. */
const TTL_SECONDS = 600;

export function createWebPush(vapid: VapidKeys, post: PostOutside): WebPush {
  return {
    publicKey: vapid.publicKey,
    async send({ endpoint, p256dh, auth }, payload, topic) {
      let call: webPush.RequestDetails;
      try {
        call = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, JSON.stringify(payload), {
          vapidDetails: vapid,
          TTL: TTL_SECONDS,
          urgency: 'high',
          topic,
        });
      } catch {
        // The keys are invalid: retrying cannot help.
        return { kind: 'gone', cause: 'bad-keys' };
      }
      const headers = Object.fromEntries(Object.entries(call.headers).map(([name, value]) => [name, String(value)]));
      const answer = await post(endpoint, { headers, body: call.body ?? Buffer.alloc(0) });
      if (answer.kind === 'refused') return { kind: 'gone', cause: answer.reason };
      if (answer.kind === 'no-answer') return { kind: 'later', cause: answer.reason };
      return judge(answer.status);
    },
  };
}

function judge(status: number): PushOutcome {
  const cause = `status-${status}`;
  if (status >= 200 && status < 300) return { kind: 'sent', cause };
  if (status === 404 || status === 410) return { kind: 'gone', cause };
  if (status === 429 || status >= 500) return { kind: 'later', cause };
  return { kind: 'refused', cause };
}
