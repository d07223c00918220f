import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { isOutside } from './outside-address.ts';
import { createPostOutside, type LookUp } from './post-outside.ts';

// The ranges as IANA's registries of special-purpose addresses list them, written down a second time and by bits: what is
// decided must not hang on how an address is spelled or on what a library holds for private.
const SPECIAL_4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4'],
];
const SPECIAL_6 = [
  ...['::/96', '::ffff:0:0:0/96', '64:ff9b::/96', '64:ff9b:1::/48', '100::/64', '100:0:0:1::/64', '2001::/23'],
  ...['2001::/32', '2001:2::/48', '2001:10::/28', '2001:20::/28', '2001:db8::/32', '2002::/16', '3fff::/20'],
  ...['5f00::/16', 'fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8'],
];
const SEED = { seed: 20_261_128 };

/** An address in a range: its fixed bits, and any others. */
function within(range: string): fc.Arbitrary<bigint> {
  const [net = '', bits = '0'] = range.split('/');
  const isFour = net.includes('.');
  const free = BigInt((isFour ? 32 : 128) - Number(bits));
  const base = isFour ? fourAsBits(net) : sixAsBits(net);
  return fc.bigInt({ min: 0n, max: (1n << free) - 1n }).map((rest) => ((base >> free) << free) | rest);
}

const fourAsBits = (text: string) => text.split('.').reduce((bits, part) => (bits << 8n) | BigInt(part), 0n);
const formatFour = (bits: bigint) => [24n, 16n, 8n, 0n].map((shift) => (bits >> shift) & 255n).join('.');
const formatSix = (bits: bigint) =>
  Array.from({ length: 8 }, (_, at) => ((bits >> BigInt(112 - 16 * at)) & 0xffffn).toString(16)).join(':');
function sixAsBits(text: string): bigint {
  const [head = '', tail = ''] = text.split('::');
  const [front, back] = [head, tail].map((part) => (part === '' ? [] : part.split(':')));
  const zeros = Array.from({ length: 8 - (front?.length ?? 0) - (back?.length ?? 0) }, () => '0');
  return [...(front ?? []), ...zeros, ...(back ?? [])].reduce((bits, part) => (bits << 16n) | BigInt(`0x${part}`), 0n);
}

test.each(SPECIAL_4)('nothing in %s is outside, in IPv4 or in any IPv6 address made of it', (range) => {
  fc.assert(
    fc.property(within(range), (bits) => {
      const wrapped = [0xffffn << 32n, 0xffffn << 48n, 0n, sixAsBits('64:ff9b::'), sixAsBits('64:ff9b:1::')];
      const spelled = wrapped.map((front) => formatSix(front | bits));
      const sixToFour = formatSix((0x2002n << 112n) | (bits << 80n) | 1n);
      const teredo = formatSix((0x20010000n << 96n) | (bits << 64n) | (bits ^ 0xffffffffn));
      const mixed = [`::ffff:${formatFour(bits)}`, `::ffff:0:${formatFour(bits)}`, `64:ff9b::${formatFour(bits)}`];
      for (const address of [formatFour(bits), ...spelled, sixToFour, teredo, ...mixed]) {
        expect([address, isOutside(address)]).toEqual([address, false]);
      }
    }),
    SEED,
  );
});

test.each(SPECIAL_6)('nothing in %s is outside', (range) => {
  fc.assert(
    fc.property(within(range), (bits) => {
      const address = formatSix(bits);
      expect([address, isOutside(address)]).toEqual([address, false]);
      expect(isOutside(`${address}%eth0`)).toBe(false);
    }),
    SEED,
  );
});

test('every other IPv4 address is outside, also written as IPv6; of IPv6 what has been given out', () => {
  const ranges = SPECIAL_4.map((range) => range.split('/'));
  const isSpecial = (bits: bigint) =>
    ranges.some(([net = '', length]) => {
      const free = BigInt(32 - Number(length));
      return bits >> free === fourAsBits(net) >> free;
    });
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 0xffffffffn }), (bits) => {
      expect(isOutside(formatFour(bits))).toBe(!isSpecial(bits));
      expect(isOutside(`::ffff:${formatFour(bits)}`)).toBe(!isSpecial(bits));
    }),
    { ...SEED, numRuns: 1000 },
  );
  for (const given of ['2606:4700::1111', '2400:cb00::1', '2a00:1450:4001::1', '2001:4860:4860::8888', '2001:fb0::1']) {
    expect(isOutside(given)).toBe(true);
  }
});

test('what a name leads to is judged after it was looked up, once, and nothing else is called', async () => {
  const message = { headers: {}, body: Buffer.from('{}') };
  const inside = ['127.0.0.1', '::ffff:127.0.0.1', '::ffff:0:7f00:1', '64:ff9b::7f00:1', 'fec0::1', '2002:7f00:1::1'];
  for (const address of inside) {
    const lookUp = vi.fn<LookUp>((_name, _options, back) =>
      back(null, [
        { address: '8.8.8.8', family: 4 },
        { address, family: address.includes(':') ? 6 : 4 },
      ]),
    );
    const post = createPostOutside({ allowInside: false, lookUp });
    // A name of an attacker's DNS, which may say one thing now and another in a moment: there is no second question.
    expect(await post('https://rebind.go.th/', message)).toEqual({ kind: 'refused', reason: 'leads-inside' });
    expect(lookUp).toHaveBeenCalledOnce();
  }
});
