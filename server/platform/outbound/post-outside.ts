import { type LookupAddress, type LookupAllOptions, lookup } from 'node:dns';
import { request as requestByHttp } from 'node:http';
import { request as requestByHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { findUrlFault, isOutside } from './outside-address.ts';

/** What came back. `refused`: never called. `no-answer`: it may have been taken. */
export type PostAnswer =
  | { kind: 'answer'; status: number; retryAfterSeconds: number | null }
  | { kind: 'refused'; reason: string }
  | { kind: 'no-answer'; reason: string };

export type PostOutside = (
  url: string,
  message: { headers: Record<string, string>; body: Uint8Array },
) => Promise<PostAnswer>;

export type LookUp = (
  hostname: string,
  options: LookupAllOptions,
  back: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** A push service answers in a second; a gateway that needs longer is asked again. */
const WITHIN_MS = 8000;

/**
 * Calls an address that a person gave us (a browser's push service, an agency's gateway): https only, never an address
 * inside our own networks, whatever its name resolves to at the moment of the call, and never further by a redirect.
 * Only the status is read. `allowInside` is for demonstrations and tests, whose partners live on this machine. `lookUp`
 * asks for a name's addresses.
 */
export function createPostOutside({
  allowInside,
  lookUp = lookup,
}: {
  allowInside: boolean;
  lookUp?: LookUp;
}): PostOutside {
  const lookUpOutside = onlyOutside(lookUp);
  return (url, { headers, body }) => {
    const fault = allowInside ? undefined : findUrlFault(url);
    if (fault) return Promise.resolve({ kind: 'refused', reason: fault });
    return new Promise((done) => {
      const ask = url.startsWith('https:') ? requestByHttps : requestByHttp;
      const sent = { ...headers, 'content-length': String(body.length) };
      const options = { method: 'POST', headers: sent, agent: false, ...(!allowInside && { lookup: lookUpOutside }) };
      const asking = ask(url, options, (response) => {
        // Cut after its status came: the status is all that is read.
        response.on('error', () => {});
        response.resume();
        clearTimeout(timer);
        const { statusCode: status = 0 } = response;
        if (status >= 300 && status < 400) return done({ kind: 'no-answer', reason: 'redirect' });
        const after = Number(response.headers['retry-after']);
        done({ kind: 'answer', status, retryAfterSeconds: Number.isFinite(after) && after >= 0 ? after : null });
      });
      const timer = setTimeout(() => asking.destroy(new Error('timeout')), WITHIN_MS);
      asking.on('error', (error: NodeJS.ErrnoException) => {
        clearTimeout(timer);
        const reason = error.code ?? error.message;
        done(reason === INSIDE ? { kind: 'refused', reason: 'leads-inside' } : { kind: 'no-answer', reason });
      });
      asking.end(body);
    });
  };
}

const INSIDE = 'ELEADSINSIDE';

/** The name's addresses as they are now; one that leads inside ends the call. Nothing is looked up a second time. */
function onlyOutside(lookUp: LookUp): LookupFunction {
  return (hostname, options, back) => {
    lookUp(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return back(error, '', 0);
      const [first] = addresses;
      if (!first || addresses.some(({ address }) => isIP(address) === 0 || !isOutside(address))) {
        return back(Object.assign(new Error('leads inside'), { code: INSIDE }), '', 0);
      }
      if (options.all) return back(null, addresses);
      back(null, first.address, first.family);
    });
  };
}
