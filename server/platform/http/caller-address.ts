import { countedAddress } from '../ip-address.ts';

/** This machine itself, or a proxy on it that hides everybody's address: to count it would be to refuse all for one. */
export function isLoopback(ip: string): boolean {
  return ip === '::1' || countedAddress(ip).startsWith('127.');
}
