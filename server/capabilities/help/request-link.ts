import { createHmac, timingSafeEqual } from 'node:crypto';
import { deriveKey } from '#platform/derive-key';

/** Long enough to gather papers; each message in LINE brings a new one. */
export const REQUEST_LINK_DAYS = 30;
const DAY_MS = 86_400_000;
/** By so much the clocks of two servers may differ. */
const CLOCKS_APART_MS = 5000;

/** Links to one person's own request, which were sent to them in LINE and to nobody else. */
export type RequestLinks = {
  urlOf(requestId: string, now: Date): string;
  /** The request, if the token is ours and still good. Takes the same time whatever is wrong. */
  read(token: string, now: Date): string | undefined;
};

/**
 * Signs with a key of its own, derived (HKDF, RFC 5869) from the server's secret. Nothing is stored: what a link opens
 * depends on the request's status, and a lost one ends by itself.
 */
export function createRequestLinks(authSecret: string, publicUrl: string): RequestLinks {
  const key = deriveKey(authSecret, 'ess help request link');
  const signatureOf = (id: string, until: string) =>
    createHmac('sha256', key)
      .update(JSON.stringify([id, until]))
      .digest('base64url');
  return {
    urlOf(requestId, now) {
      const until = Math.floor((now.getTime() + REQUEST_LINK_DAYS * DAY_MS) / 1000).toString(36);
      // Behind the #: a browser sends it to nobody, and no log has it.
      return `${publicUrl}/request/#${requestId}.${until}.${signatureOf(requestId, until)}`;
    },
    read(token, now) {
      const [id = '', until = '', signature = ''] = token.split('.');
      const given = Buffer.from(signature);
      const right = Buffer.from(signatureOf(id, until));
      const isOurs = given.length === right.length && timingSafeEqual(given, right);
      const left = Number.parseInt(until, 36) * 1000 - now.getTime();
      // None is good for longer: one that is was made before the clock was set back.
      return isOurs && left > 0 && left <= REQUEST_LINK_DAYS * DAY_MS + CLOCKS_APART_MS ? id : undefined;
    },
  };
}
