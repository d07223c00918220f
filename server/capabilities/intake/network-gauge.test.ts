import { expect, test } from 'vitest';
import { createNetworkGauge } from './network-gauge.ts';

function gauge() {
  let now = 0;
  const count = createNetworkGauge({ elapsed: () => now });
  return { count, pass: (milliseconds: number) => (now += milliseconds) };
}

test('the sixth report of a network within ten minutes is too many, and so is each after it', () => {
  const { count } = gauge();
  const found = Array.from({ length: 8 }, (_, at) => count('203.0.113.7', `report ${at}`));
  expect(found).toEqual([null, null, null, null, null, 6, 7, 8]);
  expect(count('203.0.113.8', 'elsewhere')).toBeNull();
});

test('the same report again is the same report, also when others came meanwhile', () => {
  const { count } = gauge();
  for (let at = 0; at < 20; at++) expect(count('203.0.113.7', 'one')).toBeNull();
  for (let at = 0; at < 5; at++) count('203.0.113.7', `other ${at}`);
  expect(count('203.0.113.7', 'one')).toBeNull();
  expect(count('203.0.113.7', 'other 4')).toBe(6);
});

test('after ten minutes a network begins anew', () => {
  const { count, pass } = gauge();
  for (let at = 0; at < 6; at++) count('2001:db8:1:2::1', `report ${at}`);
  pass(599_999);
  expect(count('2001:db8:1:2::9', 'late')).toBe(7);
  pass(600_000);
  expect(count('2001:db8:1:2::1', 'much later')).toBeNull();
});

test('a proxy that hides everybody is no network', () => {
  const { count } = gauge();
  for (let at = 0; at < 20; at++) expect(count('127.0.0.1', `report ${at}`)).toBeNull();
});
