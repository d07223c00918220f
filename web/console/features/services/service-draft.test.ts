import { expect, test } from 'vitest';
import {
  draftOf,
  emptyDraft,
  mergeNewer,
  readClock,
  readDraft,
  readNumber,
  type ServiceDraft,
} from './service-draft.ts';

const agency = { id: '0199e651-0001-7000-8000-000000000001', nameTh: 'บ้านสมมติ', nameEn: null };
const whole: ServiceDraft = { ...emptyDraft(agency), code: 'goods', nameTh: 'ข้าวสาร', areas: [agency] };
const problemsOf = (draft: Partial<ServiceDraft>) => {
  const read = readDraft({ ...whole, ...draft }, false);
  return 'problems' in read ? read.problems : [];
};

test('a form that is filled in can be sent, numbers and times as Thais type them', () => {
  const read = readDraft(
    {
      ...{ ...whole, places: '๑,๒๐๐', free: '20', place: '16.82, 100.26' },
      hours: [{ days: [5, 1], from: '8.30', to: '1630' }],
      rules: [[{ fact: 'age', from: '', to: '๑๗', oneOf: [] }]],
    },
    true,
  );
  expect(read).toMatchObject({
    service: {
      ...{ places: 1200, free: 20, waitDays: null, checkedToday: true, nameEn: null },
      ...{ hours: [{ days: [1, 5], from: '08:30', to: '16:30' }], place: { lat: 16.82, lng: 100.26 } },
      rules: [{ fact: 'age', to: 17 }],
    },
  });
});

test.each<[string, Partial<ServiceDraft>, object]>([
  ['no provider', { agency: null }, { field: 'agency' }],
  ['no kind', { code: '' }, { field: 'code' }],
  ['a name of blanks', { nameTh: '  ' }, { field: 'nameTh' }],
  ['no area', { areas: [] }, { field: 'areas' }],
  ['a number that is none', { places: 'สิบ' }, { field: 'places' }],
  ['more free places than places', { places: '4', free: '5' }, { field: 'free' }],
  ['a time that is none', { hours: [{ days: [1], from: '25:00', to: '16:30' }] }, { field: 'hours', at: 0 }],
  ['hours without a day', { hours: [{ days: [], from: '08:30', to: '16:30' }] }, { field: 'hours', at: 0 }],
  ['no hours, yet times', { hours: [] }, { field: 'hours' }],
  ['a place that is none', { place: 'หน้าวัด' }, { field: 'place' }],
  ['an age without an end', { rules: [[{ fact: 'age', from: '', to: '', oneOf: [] }]] }, { field: 'rules', at: 0 }],
  ['an age in words', { rules: [[{ fact: 'age', from: 'หก', to: '18', oneOf: [] }]] }, { field: 'rules', at: 0 }],
  ['a rule without an answer', { rules: [[{ fact: 'sex', from: '', to: '', oneOf: [] }]] }, { field: 'rules', at: 0 }],
])('%s is told at its field', (_what, draft, problem) => {
  expect(problemsOf(draft)).toContainEqual(problem);
});

test('clocks and numbers are read, and what is none stays refused', () => {
  expect([readClock('8.30 น.'), readClock('0830'), readClock('เช้า')]).toEqual(['08:30', '08:30', 'เช้า']);
  expect([readNumber(''), readNumber('8,333'), readNumber('8.5'), readNumber('-1')]).toEqual([
    ...[null, 8333],
    ...[undefined, undefined],
  ]);
});

test('what somebody else saved meanwhile is taken over, what I wrote stays, and where both wrote is said', () => {
  const mine = { ...whole, phone: '1300', nameTh: 'ข้าวสาร 5 กก.' };
  const newer = { ...whole, phone: '191', free: '3' };
  expect(mergeNewer(whole, mine, newer)).toEqual({
    draft: { ...whole, phone: '1300', nameTh: 'ข้าวสาร 5 กก.', free: '3' },
    theirs: ['free'],
    clashes: ['phone'],
  });
  // The same agency with more known of it is no change.
  expect(mergeNewer(whole, mine, { ...whole, areas: [{ ...agency, phone: null }] as never }).theirs).toEqual([]);
});

test('a service becomes a form and the same service again', () => {
  const named = { ...agency, code: 'SV', phone: null };
  const facts = {
    ...{ code: 'goods', nameTh: 'ข้าวสาร', nameEn: 'Rice', aboutTh: '', aboutEn: '', eligibilityTh: 'ทุกคน' },
    ...{ eligibilityEn: '', papers: ['id-card'], papersNote: '', hours: [], hoursNote: '', places: 3, free: 0 },
    rules: [
      {
        anyOf: [
          { fact: 'age', to: 17 },
          { fact: 'sex', oneOf: ['female'] },
        ],
      },
      { fact: 'pregnant', oneOf: ['yes'] },
    ],
    ...{ waitDays: null, cost: 'free', costNote: '', languages: ['th'], phone: '', place: null, statutory: false },
    ...{ statutorySource: '', status: 'active' },
  };
  const read = readDraft(draftOf({ ...facts, provider: named, areas: [named] } as never), false);
  expect(read).toEqual({
    service: { ...facts, agencyId: agency.id, areaIds: [agency.id], checkedToday: false },
  });
});
