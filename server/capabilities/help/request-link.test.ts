import { expect, test } from 'vitest';
import { createRequestLinks, REQUEST_LINK_DAYS } from './request-link.ts';

const links = createRequestLinks('a secret that is long enough for a test', 'https://ess.example');
const ID = '01890000-0000-7000-8000-000000000001';
const now = new Date('2026-11-29T05:00:00Z');
const later = (days: number) => new Date(now.getTime() + days * 86_400_000);
const tokenOf = (url: string) => url.split('#')[1] ?? '';

test('a link opens its own request until its day, and no other', () => {
  const url = links.urlOf(ID, now);
  expect(url).toMatch(/^https:\/\/ess\.example\/request\/#/);
  const token = tokenOf(url);
  expect(links.read(token, now)).toBe(ID);
  expect(links.read(token, later(REQUEST_LINK_DAYS - 1))).toBe(ID);
  expect(links.read(token, later(REQUEST_LINK_DAYS + 1))).toBeUndefined();
  expect(links.read(token.replace('0001.', '0002.'), now)).toBeUndefined();
});

test('what is not ours opens nothing, also what another secret signed or a clock in the future', () => {
  const other = createRequestLinks('another secret that is long enough too', 'https://ess.example');
  const [id, until, signature] = tokenOf(links.urlOf(ID, now)).split('.');
  const forged = [
    ...['', '.', '..', 'x.y.z', ID, `${ID}.zzzzzzzz.${signature}`, `${id}.${until}.${signature}x`],
    ...[`${id}.${until}.`, tokenOf(other.urlOf(ID, now)), tokenOf(links.urlOf(ID, later(5)))],
  ];
  expect(forged.map((token) => links.read(token, now))).toEqual(forged.map(() => undefined));
});
