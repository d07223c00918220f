import { z } from 'zod';
import type { Log } from '#platform/log';
import type { LineClient } from './line-client.ts';

const ISSUER = 'https://access.line.me';
/** LINE is asked for so many at once; the others stay unnamed. */
const AT_ONCE = 20;

/** The Login channel stands before the dash of each of its LIFF apps; `@line/liff` reads it there too. */
export const loginChannelOf = (liffId: string): string => liffId.split('-')[0] ?? '';

/**
 * Names the LINE account behind an ID token, by asking LINE: only LINE knows whether it made the token, for us, and not too long ago.
 * @returns undefined where LINE does not vouch for it, can't be asked, or no LIFF app is configured
 */
export function createAccountNaming(
  client: Pick<LineClient, 'verifyIdToken'>,
  liffId: string | undefined,
  log: Log,
): (idToken: string) => Promise<string | undefined> {
  const channel = liffId && loginChannelOf(liffId);
  if (!channel) return async () => undefined;
  const verified = z.object({
    iss: z.literal(ISSUER),
    aud: z.literal(channel),
    sub: z.string().regex(/^U[0-9a-f]{32}$/),
  });
  let asked = 0;
  return async (idToken) => {
    // What says itself that it is for somebody else is not worth LINE's time. What it says of us is believed by LINE alone.
    if (audienceOf(idToken) !== channel || asked >= AT_ONCE) return undefined;
    asked += 1;
    try {
      const answer = await client.verifyIdToken(idToken, channel);
      if (answer.kind !== 'answer' || answer.status !== 200) {
        const why = answer.kind === 'answer' ? answer.status : answer.reason;
        log.warn({ why }, 'LINE does not vouch for an ID token; its report stays without a name');
        return undefined;
      }
      return verified.safeParse(answer.body).data?.sub;
    } finally {
      asked -= 1;
    }
  };
}

/** For whom a token says that it is, unchecked. */
function audienceOf(idToken: string): unknown {
  const [, claims = ''] = idToken.split('.');
  try {
    return (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { aud?: unknown } | null)?.aud;
  } catch {
    return undefined;
  }
}
