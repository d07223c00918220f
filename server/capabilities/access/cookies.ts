import type { IncomingHttpHeaders } from 'node:http';

/** Cookies of ours beside better-auth's session: `device` knows this browser, `step` joins two steps of one sign-in. */
export type CookieName = 'device' | 'step';

export type OwnCookies = {
  read(headers: IncomingHttpHeaders, name: CookieName): string | undefined;
  /** A `Set-Cookie` line: out of reach of scripts and of other sites. */
  write(name: CookieName, value: string, seconds: number): string;
  clear(name: CookieName): string;
};

/**
 * `__Host-` where people come by https: a browser takes such a cookie only from this very host, over https and for all
 * paths, so that nobody on a neighbouring name can plant one (RFC 6265bis, 4.1.3.2).
 */
export function cookiePrefix(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? '__Host-ess' : 'ess';
}

export function createCookies(publicUrl: string): OwnCookies {
  const secure = publicUrl.startsWith('https:');
  const full = (name: CookieName) => `${cookiePrefix(publicUrl)}.${name}`;
  const write = (name: CookieName, value: string, seconds: number) => {
    // Lax, because an organisation's own sign-in comes back by a link from there.
    const line = `${full(name)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}`;
    return secure ? `${line}; Secure` : line;
  };
  return {
    read: (headers, name) => findCookie(headers.cookie ?? '', full(name)),
    write,
    clear: (name) => write(name, '', 0),
  };
}

/** Ours hold letters that need no decoding; of two with one name the browser sends the more special first. */
function findCookie(header: string, name: string): string | undefined {
  const pairs = header.split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}
