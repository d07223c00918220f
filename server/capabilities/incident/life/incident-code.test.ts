import { expect, test } from 'vitest';
import { incidentCode } from './incident-code.ts';

test('the Buddhist year and the month follow Bangkok time, also in the seven hours in which they differ from UTC', () => {
  expect(incidentCode(412, new Date('2026-11-21T03:00:00Z'))).toBe('ES-6911-0412');
  expect(incidentCode(1, new Date('2026-12-31T16:59:59.999Z'))).toBe('ES-6912-0001');
  expect(incidentCode(2, new Date('2026-12-31T17:00:00.000Z'))).toBe('ES-7001-0002');
  expect(incidentCode(3, new Date('2027-02-28T18:00:00.000Z'))).toBe('ES-7003-0003');
});

test('numbers have at least four digits', () => {
  expect(incidentCode(9999, new Date('2026-01-15T00:00:00Z'))).toBe('ES-6901-9999');
  expect(incidentCode(10_000, new Date('2026-01-15T00:00:00Z'))).toBe('ES-6901-10000');
});
