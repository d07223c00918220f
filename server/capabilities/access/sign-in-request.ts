import type { IncomingHttpHeaders } from 'node:http';
import { ADDRESS_HEADER } from './better-auth.ts';

/** Somebody at the door, not yet signed in. */
export type SignInRequest = { headers: IncomingHttpHeaders; address: string };

/** What better-auth looks at: the session, where the page came from, and the browser shown in the session list. */
const FORWARDED = ['cookie', 'origin', 'referer', 'sec-fetch-site', 'sec-fetch-mode', 'sec-fetch-dest', 'user-agent'];

/** The headers of a visit as better-auth is given them. */
export function forwardedHeaders({ headers, address }: SignInRequest): Headers {
  const forwarded = new Headers({ [ADDRESS_HEADER]: address });
  for (const name of FORWARDED) {
    const value = headers[name];
    if (typeof value === 'string') forwarded.set(name, value);
  }
  return forwarded;
}

/** True for a program: every browser names the page a POST comes from, and nobody can trick a program into one. */
export function namesNoPage(headers: Headers): boolean {
  return !['origin', 'referer', 'sec-fetch-site'].some((name) => headers.has(name));
}
