import { createHmac } from 'node:crypto';
import { deriveKey } from '#platform/derive-key';
import type { PostOutside } from '#platform/outbound/post-outside';

export type GatewayOutcome = { kind: 'sent' | 'later' | 'refused'; cause: string; afterSeconds: number | null };

export type Gateways = {
  /** The key by which a gateway checks our signature. Derived, never stored: see docs/operate/gateways.md. */
  secretOf(gatewayId: string): string;
  /** One call, signed over time and body; `id` is the idempotency key. */
  call(gateway: { id: string; url: string }, message: { id: string; body: object }, now: Date): Promise<GatewayOutcome>;
};

/** Calls the webhooks of agencies' machines that send SMS or speak on the radio. */
export function createGateways(authSecret: string, post: PostOutside): Gateways {
  const key = deriveKey(authSecret, 'ess-help-me/gateway');
  const secretOf = (gatewayId: string) => createHmac('sha256', key).update(gatewayId).digest('base64url');
  return {
    secretOf,
    async call({ id, url }, message, now) {
      const body = Buffer.from(JSON.stringify(message.body));
      const time = String(Math.floor(now.getTime() / 1000));
      const signature = sign(secretOf(id), time, body);
      const answer = await post(url, {
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'idempotency-key': message.id,
          'x-ess-timestamp': time,
          'x-ess-signature': `v1=${signature}`,
        },
        body,
      });
      if (answer.kind === 'no-answer') return { kind: 'later', cause: answer.reason, afterSeconds: null };
      if (answer.kind === 'refused') return { kind: 'refused', cause: answer.reason, afterSeconds: null };
      const { status, retryAfterSeconds: afterSeconds } = answer;
      const cause = `status-${status}`;
      if (status >= 200 && status < 300) return { kind: 'sent', cause, afterSeconds: null };
      // A wrong address or a refused signature is often corrected by a person while we retry.
      return { kind: 'later', cause, afterSeconds };
    },
  };
}

/** HMAC-SHA-256 over `<seconds since 1970>.<body>`, against replayed and changed calls. */
export function sign(secret: string, time: string, body: Uint8Array): string {
  return createHmac('sha256', secret).update(`${time}.`).update(body).digest('hex');
}
