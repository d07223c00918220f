import { isIPv6 } from 'node:net';

/**
 * The address a caller is counted under: an IPv6 household or phone owns a whole /64 and may change the rest at will.
 */
export function countedAddress(ip: string): string {
  if (!isIPv6(ip)) return ip;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped) return mapped;
  const [head = '', tail] = ip.split('%')[0]?.split('::') ?? [];
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0');
  const groups = [...front, ...zeros, ...back].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}

/** This machine itself, or a proxy on it that hides everybody's address: to count it would be to refuse all for one. */
export function isLoopback(ip: string): boolean {
  return ip === '::1' || countedAddress(ip).startsWith('127.');
}
