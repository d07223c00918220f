import type { IncomingHttpHeaders } from 'node:http';
import { ADDRESS_HEADER } from './better-auth.ts';

/** The part of an HTTP request that a sign-in needs. */
export type SignInRequest = { headers: IncomingHttpHeaders; address: string };

/** Headers that better-auth reads: session, origin of the page, and the browser shown in the session list. */
const FORWARDED = ['cookie', 'origin', 'referer', 'sec-fetch-site', 'sec-fetch-mode', 'sec-fetch-dest', 'user-agent'];

/** The headers to pass on to better-auth. */
export function forwardedHeaders({ headers, address }: SignInRequest): Headers {
  const forwarded = new Headers({ [ADDRESS_HEADER]: address });
  for (const name of FORWARDED) {
    const value = headers[name];
    if (typeof value === 'string') forwarded.set(name, value);
  }
  return forwarded;
}

/** True for a program: every browser names the page a POST comes from, and programs can't be tricked into one (CSRF). */
export function namesNoPage(headers: Headers): boolean {
  return !['origin', 'referer', 'sec-fetch-site'].some((name) => headers.has(name));
}
