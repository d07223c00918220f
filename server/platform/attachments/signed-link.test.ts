import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLinkSigner, LINK_LIFE_MS } from './signed-link.ts';

const signer = createLinkSigner('secret-of-the-tests-0123456789abcdef');
const now = new Date('2026-11-21T02:00:30Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const read = (signed: string) => {
  const parts = new URL(signed, 'https://ess.example').searchParams;
  return { until: Number(parts.get('until')), signature: parts.get('signature') ?? '' };
};
const somjai = { userId: 'somjai', sessionId: '1' };
const pracha = { userId: 'pracha', sessionId: '2' };
const link = read(signer.sign('/file-1', somjai, now));

test('a link is good for what and whom it was made for, until it is not', () => {
  expect(signer.isGood(link, '/file-1', somjai, now)).toBe(true);
  expect(signer.isGood(link, '/file-1', somjai, later(LINK_LIFE_MS))).toBe(true);
  expect(signer.isGood(link, '/file-1', somjai, later(LINK_LIFE_MS + 60_000))).toBe(false);
  expect(signer.isGood(link, '/file-1', pracha, now)).toBe(false);
  expect(signer.isGood(link, '/file-1', { ...somjai, sessionId: '2' }, now)).toBe(false);
  expect(signer.isGood(link, '/file-2', somjai, now)).toBe(false);
  expect(signer.isGood({ ...link, until: link.until + 60_000 }, '/file-1', somjai, now)).toBe(false);
  const other = createLinkSigner('another-secret-0123456789abcdefghij');
  expect(other.isGood(link, '/file-1', somjai, now)).toBe(false);
});

test('links of one minute are the same: a page drawn again does not load its pictures again', () => {
  expect(signer.sign('/file-1', somjai, later(20_000))).toBe(signer.sign('/file-1', somjai, now));
  expect(signer.sign('/file-1', somjai, later(31_000))).not.toBe(signer.sign('/file-1', somjai, now));
});

test('nothing guessed is good, and nothing given breaks it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer(), (signature, until) => {
      expect(signer.isGood({ until, signature }, '/file-1', somjai, now)).toBe(false);
      expect(signer.isGood({ until: link.until, signature }, '/file-1', somjai, now)).toBe(false);
    }),
    { seed: 20_261_121 },
  );
});
