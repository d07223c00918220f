import { BlockList, isIP } from 'node:net';
import { addressGroups, embeddedIPv4 } from '#platform/ip-address';

/** Networks that belong to whoever runs the server: however large, nobody on the internet is in them (RFC 1918, 6598, 4193). */
const OWN = [
  ...['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16'],
  ...['fc00::/7', 'fe80::/10', '::1/128'],
].map(rangeIn);

/**
 * Public addresses that may be trusted all together, as powers of two: a /8 of IPv4 and a /24 of IPv6 are ten times what
 * the largest networks of proxies publish.
 */
const MOST_PUBLIC = { 4: 2 ** (32 - 8), 6: 2 ** (128 - 24) } as const;

type Range = { net: string; kind: 4 | 6; bits: number };

/** Why a list of proxies is refused; undefined for one that may be. `loopback` is this machine. */
export function findProxyFault(list: readonly string[]): string | undefined {
  const ranges = list.filter((one) => one !== 'loopback').map(rangeIn);
  if (ranges.some((range) => range === undefined)) {
    return 'names the addresses of the proxies, for example 10.0.0.5 or 10.0.0.0/24 or loopback';
  }
  const named = ranges.filter((range) => range !== undefined);
  if (named.some(({ net }) => embeddedIPv4(addressGroups(net) ?? []))) {
    return 'names an IPv4 address inside an IPv6 one; write it as IPv4';
  }
  const open = named.filter((range) => !OWN.some((own) => own && isWithin(range, own)));
  for (const kind of [4, 6] as const) {
    const sizes = open.filter((range) => range.kind === kind).map(({ bits }) => 2 ** ((kind === 4 ? 32 : 128) - bits));
    if (sizes.reduce((sum, size) => sum + size, 0) > MOST_PUBLIC[kind]) {
      return 'trusts so many public addresses that anybody could say they are somebody else; name the proxies alone';
    }
  }
  return undefined;
}

function rangeIn(text: string): Range | undefined {
  const [net = '', bits, ...more] = text.split('/');
  const kind = isIP(net);
  if ((kind !== 4 && kind !== 6) || more.length > 0 || net.includes('%')) return undefined;
  const longest = kind === 4 ? 32 : 128;
  if (bits === undefined) return { net, kind, bits: longest };
  return /^\d{1,3}$/.test(bits) && Number(bits) <= longest ? { net, kind, bits: Number(bits) } : undefined;
}

function isWithin(range: Range, own: Range): boolean {
  if (range.kind !== own.kind || range.bits < own.bits) return false;
  const list = new BlockList();
  list.addSubnet(own.net, own.bits, own.kind === 4 ? 'ipv4' : 'ipv6');
  return list.check(range.net, range.kind === 4 ? 'ipv4' : 'ipv6');
}
