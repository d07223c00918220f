import { isIPv6 } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressGroups, countedAddress, embeddedIPv4, isLoopback } from './ip-address.ts';

const SEED = { seed: 20_261_128 };

test('every spelling of an IPv6 address has the groups that the address has', () => {
  fc.assert(
    fc.property(fc.ipV6(), (address) => {
      fc.pre(isIPv6(address));
      const whole = new URL(`http://[${address}]/`).hostname.slice(1, -1);
      expect(addressGroups(address)).toHaveLength(8);
      expect(addressGroups(address)).toEqual(addressGroups(whole));
    }),
    SEED,
  );
});

test('an IPv4 address counts as itself, however a socket or a proxy spells it in IPv6', () => {
  fc.assert(
    fc.property(fc.ipV4(), (plain) => {
      const [a = 0, b = 0, c = 0, d = 0] = plain.split('.').map(Number);
      const hexadecimal = `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
      const spellings = [
        `::ffff:${plain}`,
        `::FFFF:${plain}`,
        `::ffff:${hexadecimal}`,
        `0:0:0:0:0:ffff:${hexadecimal}`,
      ];
      for (const spelling of spellings) expect(countedAddress(spelling)).toBe(plain);
      expect(embeddedIPv4(addressGroups(`::ffff:${plain}`) ?? [])).toBe(plain);
    }),
    SEED,
  );
});

test('whoever has a /64 is one caller, whatever the rest says; the next /64 is another', () => {
  const group = fc.integer({ min: 0, max: 0xffff });
  const groups = fc.array(group, { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(fc.integer({ min: 0x2000, max: 0x3fff }), groups, groups, groups, (first, net, one, other) => {
      const front = [first, ...net.slice(1)];
      const address = (tail: number[], head = front) => [...head, ...tail].map((part) => part.toString(16)).join(':');
      expect(countedAddress(address(one))).toBe(countedAddress(address(other)));
      const neighbour = front.with(3, (front[3] ?? 0) ^ 1);
      expect(countedAddress(address(one, neighbour))).not.toBe(countedAddress(address(one)));
    }),
    SEED,
  );
});

test('this machine is known in all its spellings, and what is no address stays what it is', () => {
  for (const here of ['::1', '127.0.0.1', '127.8.8.8', '::ffff:127.0.0.1', '::ffff:7f00:1']) {
    expect(isLoopback(here)).toBe(true);
  }
  for (const there of ['10.0.0.1', '::', '2001:db8::1', '::ffff:10.0.0.1']) expect(isLoopback(there)).toBe(false);
  expect(countedAddress('unknown')).toBe('unknown');
  expect(countedAddress('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
});
