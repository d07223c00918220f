import { BlockList, isIP, isIPv4 } from 'node:net';
import { addressGroups, embeddedIPv4 } from '../ip-address.ts';

/** IPv4 addresses that nobody on the internet has: IANA's special-purpose registry (RFC 6890), multicast and the reserved end. */
const INSIDE_IPV4 = listOf('ipv4', [
  '0.0.0.0/8', // this network
  '10.0.0.0/8',
  '100.64.0.0/10', // carrier-grade NAT
  '127.0.0.0/8',
  '169.254.0.0/16', // link-local: cloud metadata
  '172.16.0.0/12',
  '192.0.0.0/24', // protocol assignments
  '192.0.2.0/24', // documentation, as the next two
  '198.51.100.0/24',
  '203.0.113.0/24',
  '192.88.99.0/24', // relays of 6to4, given up
  '192.168.0.0/16',
  '198.18.0.0/15', // benchmarks
  '224.0.0.0/4',
  '240.0.0.0/4',
]);
/** All of IPv6 that has been given out to anybody (RFC 4291, 2.4); what is not in it is special, local or unknown. */
const GIVEN_OUT_IPV6 = listOf('ipv6', ['2000::/3']);
/** Within it: protocols of their own, documentation, and ranges in which an IPv4 address of anybody's choice is written. */
const INSIDE_IPV6 = listOf('ipv6', [
  '2001::/23', // Teredo, ORCHID, benchmarks …
  '2001:db8::/32',
  '2002::/16', // 6to4
  '3fff::/20', // documentation (RFC 9637)
]);

function listOf(kind: 'ipv4' | 'ipv6', ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [net = '', bits] = range.split('/');
    list.addSubnet(net, Number(bits), kind);
  }
  return list;
}

/**
 * True for an IP address that anybody on the internet could mean; false for one inside, and for what is none. An IPv4
 * address stays what it is when it is written as IPv6 (`::ffff:10.0.0.1`); all other ways of wrapping one in an IPv6
 * address (`::ffff:0:10.0.0.1`, `64:ff9b::10.0.0.1`, …) lie outside of what was given out.
 */
export function isOutside(address: string): boolean {
  const groups = addressGroups(address);
  if (!groups) return isIPv4(address) && !INSIDE_IPV4.check(address);
  const mapped = embeddedIPv4(groups);
  if (mapped) return !INSIDE_IPV4.check(mapped);
  const plain = groups.map((group) => group.toString(16)).join(':');
  return GIVEN_OUT_IPV6.check(plain, 'ipv6') && !INSIDE_IPV6.check(plain, 'ipv6');
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
