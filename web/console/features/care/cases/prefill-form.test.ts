import { expect, test } from 'vitest';
import type { CarePerson } from '#contract/case-api';
import { prefillForm } from './prefill-form.ts';

const UNKNOWN: CarePerson = {
  ...{ id: 'p', version: 1, name: null, alias: null, idNumber: null, noIdReason: null, birthDate: null },
  ...{ birthYear: null, sex: null, nationality: null, language: null, disabilities: [], pregnant: null },
  ...{ schoolStatus: null, caregiver: null, guardian: null, childFlags: [], safeContact: null, basis: null },
};

test('a registration begins with everything that is known of the person', () => {
  const safeContact = { channel: 'line', hours: { from: '09:00', to: '12:00' }, mustNotKnow: ['พ่อ'] };
  const person = { ...UNKNOWN, name: 'สมมติ', birthDate: '2011-04-02', sex: 'female', schoolStatus: 'at-risk' };
  const known = { ...person, disabilities: ['seeing'], caregiver: { kind: 'grandparent', name: 'ยาย' }, safeContact };
  expect(prefillForm('registration', { tool: undefined, person: known })).toEqual({
    ...{ name: 'สมมติ', birth: { kind: 'exact', date: '2011-04-02' }, sex: 'female', schoolStatus: 'at-risk' },
    ...{ disabilities: ['seeing'], caregiver: { kind: 'grandparent', name: 'ยาย' }, safeContact },
  });
});

test('what is not known, or a code of an older list, is asked', () => {
  const person = { ...UNKNOWN, birthYear: 1990, sex: 'unheard-of' };
  expect(prefillForm('registration', { tool: undefined, person })).toEqual({
    birth: { kind: 'estimated', year: 1990 },
  });
  expect(prefillForm('note', { tool: undefined, person })).toEqual({});
});
