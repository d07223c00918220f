import { expect, test } from 'vitest';
import type { CarePerson } from '#contract/case-api';
import { factsOfPerson } from './facts-of-person.ts';

const NOBODY: CarePerson = {
  ...{
    id: 'a',
    version: 1,
    name: 'ชื่อสมมติ',
    alias: null,
    idNumber: '1',
    noIdReason: null,
    birthDate: null,
    birthYear: null,
  },
  ...{
    sex: null,
    nationality: null,
    language: null,
    disabilities: [],
    pregnant: null,
    schoolStatus: null,
    caregiver: null,
  },
  ...{ guardian: null, childFlags: [], safeContact: null, basis: null },
};

test('what nobody knows is left out, so that a service asks for it', () => {
  expect(factsOfPerson(NOBODY, null, '2026-11-29')).toEqual({});
  expect(factsOfPerson(null, 'high', '2026-11-29')).toEqual({ risk: 'high' });
});

test('nothing that names the person is asked with', () => {
  const child = {
    ...NOBODY,
    birthDate: '2015-11-30',
    sex: 'female',
    schoolStatus: 'out-over-1y',
    childFlags: ['street'],
  };
  expect(factsOfPerson(child, 'low', '2026-11-29')).toEqual({
    ...{ age: 10, risk: 'low', sex: 'female', 'school-status': 'out-over-1y', 'child-flag': ['street'] },
  });
});
