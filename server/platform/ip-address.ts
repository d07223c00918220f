import { isIPv6 } from 'node:net';

/** The eight groups of an IPv6 address in any spelling, with or without a zone; undefined for anything else. */
export function addressGroups(text: string): number[] | undefined {
  const [plain = ''] = text.split('%');
  if (!isIPv6(plain)) return undefined;
  const [head = '', tail] = inHexadecimal(plain).split('::');
  const front = groupsIn(head);
  const back = groupsIn(tail ?? '');
  const zeros = tail === undefined ? 0 : 8 - front.length - back.length;
  return [...front, ...Array.from({ length: zeros }, () => 0), ...back];
}

/** The IPv4 address that an IPv4-mapped one (`::ffff:a.b.c.d`, RFC 4291) stands for: a socket of both kinds says it so. */
export function embeddedIPv4(groups: readonly number[]): string | undefined {
  const [high = 0, low = 0] = groups.slice(6);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  return isMapped ? [high >> 8, high & 255, low >> 8, low & 255].join('.') : undefined;
}

/**
 * The address a caller is counted under: an IPv6 household or phone owns a whole /64 and may change the rest at will. An
 * IPv4 address is one caller in whichever of its IPv6 spellings it comes.
 */
export function countedAddress(ip: string): string {
  const groups = addressGroups(ip);
  if (!groups) return ip;
  const plain = embeddedIPv4(groups);
  return (
    plain ??
    `${groups
      .slice(0, 4)
      .map((group) => group.toString(16))
      .join(':')}::/64`
  );
}

/** This machine itself, or a proxy on it that hides everybody's address: to count it would be to refuse all for one. */
export function isLoopback(ip: string): boolean {
  return ip === '::1' || countedAddress(ip).startsWith('127.');
}

/** `::ffff:10.0.0.1` as `::ffff:a00:1`. */
function inHexadecimal(address: string): string {
  return address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...[a, b, c, d]: string[]) => {
    const group = (high = '', low = '') => (Number(high) * 256 + Number(low)).toString(16);
    return `${group(a, b)}:${group(c, d)}`;
  });
}

function groupsIn(text: string): number[] {
  return text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
}
