import type { IncomingHttpHeaders } from 'node:http';

/** Our cookies besides better-auth's session: `device` marks a known browser, `step` links two steps of one sign-in. */
export type CookieName = 'device' | 'step';

export type OwnCookies = {
  read(headers: IncomingHttpHeaders, name: CookieName): string | undefined;
  /** A `Set-Cookie` line that neither scripts nor other sites can use. */
  write(name: CookieName, value: string, seconds: number): string;
  clear(name: CookieName): string;
};

/**
 * `__Host-` over https: a browser accepts such a cookie only from this exact host, over https and for all paths, so that
 * a neighbouring host name cannot set one (RFC 6265bis, 4.1.3.2).
 */
export function cookiePrefix(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? '__Host-ess' : 'ess';
}

export function createCookies(publicUrl: string): OwnCookies {
  const secure = publicUrl.startsWith('https:');
  const full = (name: CookieName) => `${cookiePrefix(publicUrl)}.${name}`;
  const write = (name: CookieName, value: string, seconds: number) => {
    // Lax, because the organisation's sign-in returns by a cross-site navigation.
    const line = `${full(name)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}`;
    return secure ? `${line}; Secure` : line;
  };
  return {
    read: (headers, name) => findCookie(headers.cookie ?? '', full(name)),
    write,
    clear: (name) => write(name, '', 0),
  };
}

/** Our values need no decoding. Of two cookies with one name, the browser sends the more specific first. */
function findCookie(header: string, name: string): string | undefined {
  const pairs = header.split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}
