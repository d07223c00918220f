import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createNetworkGauge, isBare } from './network-gauge.ts';

function gauge() {
  let now = 0;
  const { count, name, listOthers } = createNetworkGauge({ elapsed: () => now });
  return { count, name, listOthers, pass: (milliseconds: number) => (now += milliseconds) };
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
  const { count, name, listOthers } = gauge();
  for (let at = 0; at < 20; at++) expect(count('127.0.0.1', `report ${at}`)).toBeNull();
  name('127.0.0.1', 'report 19', { reportId: 'r19', mayWait: true });
  expect(listOthers('r19')).toEqual([]);
});

test('an alarm may wait for those of its own network within ten minutes alone, and only if it may wait at all', () => {
  const reports = fc.array(
    fc.record({ network: fc.nat(2), passed: fc.constantFrom(0, 1000, 200_000, 700_000), mayWait: fc.boolean() }),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(reports, (sent) => {
      const { count, name, listOthers, pass } = gauge();
      const known: { id: string; network: number; at: number }[] = [];
      let now = 0;
      for (const [number, { network, passed, mayWait }] of sent.entries()) {
        now = pass(passed);
        const address = `203.0.113.${network}`;
        const id = `report ${number}`;
        const isOneOfMany = count(address, id) !== null;
        name(address, id, { reportId: id, mayWait: mayWait && isOneOfMany });
        const same = known.filter((other) => other.network === network && now - other.at < 600_000);
        expect(listOthers(id)).toEqual(mayWait && same.length >= 5 ? same.map((other) => other.id) : []);
        known.push({ id, network, at: now });
      }
    }),
    { seed: 78 },
  );
});

test('only a place and a type may wait: a word, silence, or a place that comes later never does', () => {
  const position = { lat: 16.8, lng: 100.2 };
  expect(isBare({ position, silent: false })).toBe(true);
  expect(isBare({ placement: { isHere: true }, silent: false, note: null, place: null })).toBe(true);
  for (const own of [{ silent: true }, { note: 'มีเด็กอยู่ข้างใน' }, { place: 'บ้านสีฟ้า' }])
    expect(isBare({ position, silent: false, ...own })).toBe(false);
  expect(isBare({ silent: false })).toBe(false);
  expect(isBare({ placement: { isHere: false }, silent: false })).toBe(false);
});
