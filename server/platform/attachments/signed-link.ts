import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { deriveKey } from '../derive-key.ts';

/** How long a link to a file is good for: long enough to open what is on the screen. */
export const LINK_LIFE_MS = 5 * 60_000;
/** Links of the same minute are the same, so that a page drawn again does not load its pictures again. */
const GRID_MS = 60_000;
/** By so much the clocks of two servers may differ. */
const CLOCKS_APART_MS = 5000;

/** Whom a link is for: the person, and the session in which they read. */
export type LinkReader = { userId: string; sessionId: string };

/** The query of a link; whatever is not one is as good as a forged one. */
export const signedLinkSchema = z.strictObject({
  until: z.coerce.number().catch(0),
  signature: z.string().max(100).catch(''),
});

export type LinkSigner = {
  /** A link to `path`, good for five to six minutes and for `reader` only. */
  sign(path: string, reader: LinkReader, now: Date): string;
  /** Whether it is ours, for this reader and this path, and still good. Takes the same time whatever is wrong. */
  isGood(link: z.output<typeof signedLinkSchema>, path: string, reader: LinkReader, now: Date): boolean;
};

/** Signs with a key of its own, derived (HKDF, RFC 5869) from the server's secret: it opens nothing else. */
export function createLinkSigner(authSecret: string): LinkSigner {
  const key = deriveKey(authSecret, 'ess attachment link');
  const signatureOf = (path: string, { userId, sessionId }: LinkReader, until: number) =>
    createHmac('sha256', key)
      .update(JSON.stringify([path, `${userId} ${sessionId}`, until]))
      .digest('base64url');
  return {
    sign(path, reader, now) {
      const until = Math.ceil(now.getTime() / GRID_MS) * GRID_MS + LINK_LIFE_MS;
      return `${path}?until=${until}&signature=${signatureOf(path, reader, until)}`;
    },
    isGood({ until, signature }, path, reader, now) {
      const given = Buffer.from(signature);
      const right = Buffer.from(signatureOf(path, reader, until));
      const isOurs = given.length === right.length && timingSafeEqual(given, right);
      // No link is valid for longer: one that is was made before the clock was set back.
      const left = until - now.getTime();
      return isOurs && left > 0 && left <= LINK_LIFE_MS + GRID_MS + CLOCKS_APART_MS;
    },
  };
}
