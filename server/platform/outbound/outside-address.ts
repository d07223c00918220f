import { BlockList, isIP, isIPv6 } from 'node:net';

/**
 * Addresses inside: this machine, inner networks, link-local (cloud metadata), carrier-grade NAT, documentation,
 * multicast, and the IPv6 ways of writing IPv4 ones. IANA's special-purpose registries (RFC 6890).
 */
const INSIDE = new BlockList();
for (const [net, bits] of [
  ...([
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
  ] as const),
  ...([
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
  ] as const),
  ...([
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ] as const),
]) {
  INSIDE.addSubnet(net, bits, 'ipv4');
}
for (const [net, bits] of [
  ...([
    ['::', 96],
    ['64:ff9b::', 96],
    ['64:ff9b:1::', 48],
    ['100::', 64],
    ['2001::', 23],
    ['2001:db8::', 32],
  ] as const),
  ...([
    ['2002::', 16],
    ['fc00::', 7],
    ['fe80::', 10],
    ['fec0::', 10],
    ['ff00::', 8],
  ] as const),
]) {
  INSIDE.addSubnet(net, bits, 'ipv6');
}

/** True for an IP address that anybody on the internet could mean; false for one inside, and for what is none. */
export function isOutside(address: string): boolean {
  const plain = address.split('%')[0] ?? '';
  if (isIP(plain) === 0) return false;
  // ::ffff:10.0.0.1 is checked by Node against the IPv4 ranges.
  return !INSIDE.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4');
}

/** Why a URL that a person gave us is not called; undefined for one that may be, as far as its text tells. */
export function findUrlFault(text: string): 'not-a-url' | 'not-https' | 'names-an-inside-address' | undefined {
  if (!URL.canParse(text)) return 'not-a-url';
  const { protocol, hostname, username, password } = new URL(text);
  if (protocol !== 'https:') return 'not-https';
  if (username !== '' || password !== '') return 'not-a-url';
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !isOutside(host)) return 'names-an-inside-address';
  return /(^|\.)(localhost|local|internal|lan|home|arpa)\.?$/i.test(host) ? 'names-an-inside-address' : undefined;
}

/** Names that the public DNS will never answer (RFC 2606, 6761, 6762, 9476), and those that inner networks like to use. */
const NAMED_NOWHERE =
  /(^|\.)(localhost|localdomain|local|internal|intranet|private|corp|lan|home|arpa|alt|onion|test|invalid|example|example\.(com|net|org))$/;

/** True for a host that anybody on the internet can find by its text: a name of the public DNS, or an address outside. */
export function isPublicHost(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/^\[|\]$|\.$/g, '');
  if (isIP(host) !== 0) return isOutside(host);
  return /^([a-z\d]([a-z\d-]*[a-z\d])?\.)+([a-z]{2,}|xn--[a-z\d-]+)$/.test(host) && !NAMED_NOWHERE.test(host);
}

/**
 * True for what a push service takes as the contact of who sends (RFC 8292): one mail address or https page at a public
 * host. Apple answers 403 BadJwtToken to every message of others.
 */
export function isPublicContact(text: string): boolean {
  const [, domain] = /^mailto:[^\s@<>,;:?]+@([^\s@<>,;:?/]+)$/i.exec(text) ?? [];
  // A mail address at a bare number is none.
  if (domain !== undefined) return isIP(domain.replace(/^\[|\]$/g, '')) === 0 && isPublicHost(toAscii(domain));
  if (!/^https:\/\/\S+$/.test(text) || !URL.canParse(text)) return false;
  const { hostname, username, password } = new URL(text);
  return username === '' && password === '' && isPublicHost(hostname);
}

function toAscii(domain: string): string {
  return URL.canParse(`https://${domain}`) ? new URL(`https://${domain}`).hostname : '';
}
