import webPush from 'web-push';
import type { PostOutside } from '#platform/outbound/post-outside';
import type { VapidKeys } from './keep-vapid-keys.ts';

/** A browser, as it described itself when it subscribed. */
export type Subscription = { endpoint: string; p256dh: string; auth: string };

/** `gone`: the browser unsubscribed, nothing will ever arrive there. `later`: worth another try. */
export type PushOutcome = { kind: 'sent' | 'gone' | 'refused' | 'later'; cause: string };

export type WebPush = {
  /** What a browser needs to subscribe. */
  publicKey: string;
  /**
   * One message for one browser, encrypted so that the push service can not read it (RFC 8291). `topic`: a newer one
   * takes the place of an older one not yet delivered; 32 characters of base64url at most.
   */
  send(subscription: Subscription, payload: object, topic: string): Promise<PushOutcome>;
};

/** An alarm that the phone could not be told within this time tells of the past. */
const LIVES_SECONDS = 600;

export function createWebPush(vapid: VapidKeys, post: PostOutside): WebPush {
  return {
    publicKey: vapid.publicKey,
    async send({ endpoint, p256dh, auth }, payload, topic) {
      let call: webPush.RequestDetails;
      try {
        call = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, JSON.stringify(payload), {
          vapidDetails: vapid,
          TTL: LIVES_SECONDS,
          urgency: 'high',
          topic,
        });
      } catch {
        // Keys that are none: no try will ever make them some.
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
