import { createHmac, timingSafeEqual } from 'node:crypto';
import { deriveKey } from '../derive-key.ts';

/** How long a link to a file is good for: long enough to open what is on the screen. */
export const LINK_LIFE_MS = 5 * 60_000;
/** Links of the same minute are the same, so that a page drawn again does not load its pictures again. */
const GRID_MS = 60_000;
/** By so much the clocks of two servers may differ. */
const CLOCKS_APART_MS = 5000;

export type LinkSigner = {
  /** The query of a link to `what`, good for five to six minutes and for `reader` only. */
  sign(what: string, reader: string, now: Date): string;
  /** Whether it is ours, for this reader and this thing, and still good. Takes the same time whatever is wrong. */
  isGood(link: { until: number; signature: string }, what: string, reader: string, now: Date): boolean;
};

/** Signs with a key of its own, derived (HKDF, RFC 5869) from the server's secret: it opens nothing else. */
export function createLinkSigner(authSecret: string): LinkSigner {
  const key = deriveKey(authSecret, 'ess attachment link');
  const signatureOf = (what: string, reader: string, until: number) =>
    createHmac('sha256', key)
      .update(JSON.stringify([what, reader, until]))
      .digest('base64url');
  return {
    sign(what, reader, now) {
      const until = Math.ceil(now.getTime() / GRID_MS) * GRID_MS + LINK_LIFE_MS;
      return `until=${until}&signature=${signatureOf(what, reader, until)}`;
    },
    isGood({ until, signature }, what, reader, now) {
      const given = Buffer.from(signature);
      const right = Buffer.from(signatureOf(what, reader, until));
      const isOurs = given.length === right.length && timingSafeEqual(given, right);
      // No link is valid for longer: one that is was made before the clock was set back.
      const left = until - now.getTime();
      return isOurs && left > 0 && left <= LINK_LIFE_MS + GRID_MS + CLOCKS_APART_MS;
    },
  };
}
