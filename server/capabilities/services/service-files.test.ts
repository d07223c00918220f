import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FORM_CODES } from '#contract/case-forms';
import { REFERRAL_PAPERS } from '#contract/referral';
import { eligibilityRulesSchema, type SimpleRule } from '#contract/service-eligibility';
import { SERVICE_COSTS, SERVICE_STATUSES } from '#contract/services';
import { formatHours, formatRules, readHours, readRules } from './cell-texts.ts';
import { planImport } from './import-plan.ts';
import { type PortableService, portableServiceSchema, type ReadRecord, toPortable } from './portable-service.ts';
import type { StoredService, Writer } from './service.ts';
import { readServiceCsv, writeServiceCsv } from './service-csv.ts';
import { readServiceHsds, writeServiceHsds } from './service-hsds.ts';

const by: Writer = { personId: 'p', name: 'สมมติ', now: new Date('2026-11-30T03:00:00Z'), today: '2026-11-30' };
const FORMATS = {
  csv: { write: writeServiceCsv, read: readServiceCsv },
  hsds: {
    write: (services: PortableService[]) => writeServiceHsds(services, (code) => `หน่วยงาน ${code}`),
    read: readServiceHsds,
  },
};

const some = <Code extends string>(codes: readonly Code[]) =>
  fc.uniqueArray(fc.constantFrom(...codes), { maxLength: 4 });
/** Texts as the schema keeps them: trimmed, and what somebody may write who wants to break a table. */
const text = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.string({
      unit: fc.constantFrom('=', "'", '"', ',', ';', '\n', '\r', '\\', 'n', '+', '-', ' ', 'ก', '|'),
      maxLength: 12,
    }),
  )
  .map((written) => portableServiceSchema.shape.aboutTh.safeParse(written).data ?? '');
const name = text.map((written) => portableServiceSchema.shape.nameTh.safeParse(written).data ?? 'บริการ');
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
const simple: fc.Arbitrary<SimpleRule> = fc.oneof(
  fc.record({
    fact: fc.constant('age' as const),
    from: fc.integer({ min: 0, max: 60 }),
    to: fc.integer({ min: 60, max: 130 }),
  }),
  fc.record({ fact: fc.constant('age' as const), to: fc.integer({ min: 0, max: 130 }) }),
  fc.record({ fact: fc.constant('age' as const), from: fc.integer({ min: 0, max: 130 }) }),
  fc.record({ fact: fc.constant('income-per-head' as const), to: fc.integer({ min: 0, max: 99_999 }) }),
  fc.record({
    fact: fc.constant('sex' as const),
    oneOf: fc.uniqueArray(fc.constantFrom(...FORM_CODES.sex), { minLength: 1 }),
  }),
  fc.constant<SimpleRule>({ fact: 'pregnant', oneOf: ['yes'] }),
);
const rules = fc.array(fc.oneof(simple, fc.record({ anyOf: fc.array(simple, { minLength: 2, maxLength: 4 }) })), {
  maxLength: 5,
});
const hours = fc.oneof(
  fc.constant('always' as const),
  fc.array(
    fc.record({ days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), from: time, to: time }),
    { maxLength: 4 },
  ),
);
const count = fc.option(fc.integer({ min: 0, max: 500 }));
const portable: fc.Arbitrary<PortableService> = fc
  .record({
    ...{ id: fc.uuid(), provider: fc.constantFrom('TC-1', 'SO-1'), code: fc.constantFrom(...FORM_CODES.serviceCode) },
    ...{ areas: fc.uniqueArray(fc.constantFrom('TC-1', 'SO-1', 'TC-2'), { minLength: 1 }), nameTh: name },
    ...{ nameEn: fc.option(name), aboutTh: text, aboutEn: text, eligibilityTh: text, eligibilityEn: text, rules },
    ...{ papers: some(REFERRAL_PAPERS), papersNote: text, hours, hoursNote: text, places: count, free: count },
    ...{
      waitDays: count,
      cost: fc.constantFrom(...SERVICE_COSTS),
      costNote: text,
      languages: some(FORM_CODES.language),
    },
    ...{ phone: fc.constantFrom('', '1300', '+66551234567'), statutory: fc.boolean(), statutorySource: text },
    place: fc.option(fc.record({ lat: fc.integer({ min: 6, max: 20 }), lng: fc.constant(100.25) })),
    ...{ status: fc.constantFrom(...SERVICE_STATUSES), checkedOn: fc.constantFrom(null, '2026-10-01') },
    ...{ checkedBy: fc.option(name), freeAt: fc.constant('2026-11-30T01:00:00.000Z') },
  })
  .map((one) => ({
    ...one,
    free: one.places === null || one.free === null ? one.free : Math.min(one.free, one.places),
    freeAt: one.free === null ? null : one.freeAt,
    checkedBy: one.checkedOn === null ? null : one.checkedBy,
  }));
const servicesOf = (records: ReadRecord[]) => records.map(({ service, problems }) => service ?? problems);

test.each(Object.entries(FORMATS))(
  '%s: what is written comes back as it was, whatever people wrote',
  (_, { write, read }) => {
    fc.assert(
      fc.property(fc.array(portable, { minLength: 1, maxLength: 5 }), (services) => {
        expect(servicesOf(read(write(services)))).toEqual(services);
      }),
      { seed: 20_261_130, numRuns: 300 },
    );
  },
);

test('rules and hours come back as they were, and words between them are refused', () => {
  fc.assert(
    fc.property(rules, hours, (someRules, someHours) => {
      expect(readRules(formatRules(someRules))).toEqual(someRules);
      expect(readHours(formatHours(someHours))).toEqual(someHours);
    }),
    { seed: 20_261_131, numRuns: 300 },
  );
  expect(readRules('age=6-18; school-status=never, at-risk')).toEqual([
    { fact: 'age', from: 6, to: 18 },
    { fact: 'school-status', oneOf: ['never', 'at-risk'] },
  ]);
  expect(readHours('Mo-Fr 08:30-16:30; sa,su 09:00 - 12:00')).toEqual([
    { days: [1, 2, 3, 4, 5], from: '08:30', to: '16:30' },
    { days: [6, 7], from: '09:00', to: '12:00' },
  ]);
  expect(readHours('Fr-Mo 20:00-06:00')).toEqual([{ days: [5, 6, 7, 1], from: '20:00', to: '06:00' }]);
  expect(readHours('weekdays')).toBeUndefined();
  expect(readHours('Xx 08:00-09:00')).toBeUndefined();
  for (const wrong of ['children only', 'age=old', 'age', 'age=1-2; ', '='])
    expect(eligibilityRulesSchema.safeParse(readRules(wrong)).success).toBe(false);
});

const HEAD = 'provider,service,name_th,areas,rules,places,free,hours';
const csv = (...lines: string[]) => readServiceCsv([HEAD, ...lines].join('\n'));
test.each([
  ['a service code that nobody knows', 'TC-1,magic,ก,TC-1,,,,', 'unfit', 'service', 'magic'],
  ['no name', 'TC-1,goods,,TC-1,,,,', 'required', 'name_th', null],
  ['no area', 'TC-1,goods,ก,,,,,', 'required', 'areas', null],
  ['a rule in words', 'TC-1,goods,ก,TC-1,only children,,,', 'unfit', 'rules', 'only children'],
  ['a number in words', 'TC-1,goods,ก,TC-1,,many,,', 'unfit', 'places', 'many'],
  ['more free places than places', 'TC-1,goods,ก,TC-1,,3,4,', 'unfit', 'free', '4'],
  ['hours in words', 'TC-1,goods,ก,TC-1,,,,weekdays', 'unfit', 'hours', 'weekdays'],
  ['a cell too few', 'TC-1,goods,ก,TC-1', 'cell-count', null, '4'],
])('CSV, %s: said with the line and the column', (_, line, code, field, value) => {
  const [good, bad] = csv('TC-1,goods,ดี,TC-1,,,,', line);
  expect(good?.problems).toEqual([]);
  expect(bad).toMatchObject({ line: 3, service: undefined, problems: [{ code, field, value }] });
});

test.each([
  ['nothing at all', '', 'empty'],
  ['a header alone', HEAD, 'empty'],
  ['a quote that is never closed', `${HEAD}\n"TC-1,goods`, 'not-csv'],
  ['a column that is missing', 'provider,name_th,areas\nTC-1,ก,TC-1', 'column-missing'],
  ['a column that nobody knows', `${HEAD},colour\n,,,,,,,,red`, 'column-unknown'],
  ['a column twice', `${HEAD},areas\n,,,,,,,,`, 'column-twice'],
])('CSV, %s', (_, file, code) => {
  expect(readServiceCsv(file)[0]?.problems.map((one) => one.code)).toContain(code);
});

test('a table that Excel has saved, with its mark and other line ends, is read', () => {
  const [read] = readServiceCsv(`\ufeff${HEAD}\r\nTC-1,goods,"ข้าว, นม",TC-1,,,,always\r\n`);
  expect(read?.service).toMatchObject({ nameTh: 'ข้าว, นม', hours: 'always', cost: 'free', status: 'active' });
});

test.each([
  ['no JSON', '{', 'not-json', null],
  ['an empty list', '[]', 'empty', null],
  ['a number', '7', 'not-hsds', null],
  ['a name that is a number', '[{"name":7}]', 'unfit', 'name'],
  ['deeper than anything is', `${'['.repeat(99)}${']'.repeat(99)}`, 'not-json', null],
])('HSDS, %s', (_, file, code, field) => {
  expect(readServiceHsds(file)[0]?.problems[0]).toMatchObject({ code, field });
});

test('HSDS of another program: what it lacks is named by the fields of the standard', () => {
  const foreign = { id: 'svc-1', name: 'Food bank', status: 'active', minimum_age: 18, organization: { name: 'X' } };
  const [read] = readServiceHsds(JSON.stringify([foreign]));
  expect(read?.problems.map(({ field, code }) => `${field} ${code}`).toSorted()).toEqual([
    'attributes: service-code required',
    'organization.organization_identifiers required',
    'service_areas required',
  ]);
});

test('HSDS without our own attributes, but with agencies and a code: ages and hours of the standard are read', () => {
  const term = { code: 'service-code', taxonomy: 'ess-help-me' };
  const foreign = {
    ...{ id: 'svc-1', name: 'คลังอาหาร', status: 'inactive', minimum_age: 18, assured_date: '2026-10-10' },
    organization: { organization_identifiers: [{ identifier_scheme: 'ess-agency', identifier: 'TC-1' }] },
    service_areas: [{ extent_type: 'ess-agency', extent: 'TC-1' }],
    schedules: [{ freq: 'WEEKLY', byday: 'MO, TU', opens_at: '08:00:00', closes_at: '12:00+07:00' }],
    attributes: [{ value: 'goods', taxonomy_term: term }],
  };
  const [read] = readServiceHsds(JSON.stringify({ contents: [foreign] }));
  expect(read?.service).toMatchObject({
    ...{ id: null, status: 'paused', rules: [{ fact: 'age', from: 18 }], checkedOn: '2026-10-10' },
    hours: [{ days: [1, 2], from: '08:00', to: '12:00' }],
  });
});

const AGENCIES: Record<string, string> = { 'TC-1': 'a1', 'SO-1': 'a2', 'TC-2': 'a3' };
const plan = (records: ReadRecord[], known: StoredService[], mine = ['a1', 'a2', 'a3']) => {
  let made = 0;
  return planImport(records, {
    ...{ known, by, idOfAgency: (code) => AGENCIES[code], mayWrite: (id) => mine.includes(id) },
    newId: () => `new-${++made}`,
  });
};
const codeOf = (id: string) => Object.keys(AGENCIES).find((code) => AGENCIES[code] === id) ?? '';
const unique = (services: PortableService[]) =>
  services.filter(
    (one, at) =>
      services.findIndex(
        (other) => other.id === one.id || `${other.provider}${other.nameTh}` === `${one.provider}${one.nameTh}`,
      ) === at,
  );

test.each(Object.entries(FORMATS))('%s: the export of what was imported changes nothing', (_, { write, read }) => {
  fc.assert(
    fc.property(fc.array(portable, { minLength: 1, maxLength: 5 }).map(unique), (services) => {
      const { added, rows } = plan(read(write(services)), []);
      expect(rows.map(({ change }) => change)).toEqual(services.map(() => 'added'));
      const exported = added.map((service) => toPortable(service, codeOf));
      expect(exported).toEqual(services);
      const again = plan(read(write(exported)), added);
      expect(again.rows.map(({ change }) => change)).toEqual(services.map(() => 'unchanged'));
    }),
    { seed: 20_261_132, numRuns: 100 },
  );
});

test('an import writes for one’s own branch only, and names what nobody knows', () => {
  const records = csv(
    'SO-1,goods,ก,SO-1,,,,',
    'XX-1,goods,ข,TC-1,,,,',
    'TC-1,goods,ค,TC-9,,,,',
    'TC-1,goods,ง,TC-1,,,,',
  );
  const problems = plan(records, [], ['a1']).rows.map((row) => row.problems.map((one) => one.code).join());
  expect(problems).toEqual(['provider-not-yours', 'provider-unknown', 'area-unknown', '']);
});

test('a check or a count that is still to come is refused: nothing newer would ever replace it', () => {
  const head = 'provider,service,name_th,areas,free,free_at,checked_on';
  const lines = [
    'TC-1,goods,ก,TC-1,,,2026-11-30',
    'TC-1,goods,ข,TC-1,,,2026-12-01',
    'TC-1,goods,ค,TC-1,3,2026-11-30T03:00:01Z,',
    'TC-1,goods,ง,TC-1,,,0000-01-01',
  ];
  const { rows } = plan(readServiceCsv([head, ...lines].join('\n')), []);
  expect(rows.map(({ problems }) => problems.map(({ code, value }) => `${code} ${value}`).join())).toEqual([
    ...['', 'unfit 2026-12-01', 'unfit 2026-11-30T03:00:01Z', 'unfit 0000-01-01'],
  ]);
});

test('the same service twice in a file is said at the second', () => {
  const { rows } = plan(csv('TC-1,goods,ก,TC-1,,,,', 'TC-1,other,ก,TC-1,,,,'), []);
  expect(rows.map(({ problems }) => problems.map(({ code }) => code))).toEqual([[], ['twice']]);
});

test('what a table has no column for stays as it is, and places and free places still fit', () => {
  const [known] = plan(
    readServiceCsv(`${HEAD},status,about_th\nTC-1,goods,ก,TC-1,age=6-18,9,3,always,paused,ข้าว`),
    [],
  ).added;
  if (!known) throw new Error('not added');
  const change = (head: string, line: string) => plan(readServiceCsv(`${head}\n${line}`), [known]);
  const short = 'provider,service,name_th,areas';
  expect(change(short, 'TC-1,goods,ก,TC-1').rows[0]?.change).toBe('unchanged');
  const { changed } = change(`${short},phone`, 'TC-1,goods,ก,TC-1,1300');
  expect(changed[0]).toEqual({ ...known, phone: '1300', version: 2 });
  expect(change(`${short},rules`, 'TC-1,goods,ก,TC-1,').changed[0]?.rules).toEqual([]);
  expect(change(`${short},free`, 'TC-1,goods,ก,TC-1,10').rows[0]?.problems).toMatchObject([
    { code: 'unfit', value: '10' },
  ]);
});

test('an older file does not undo a newer check or count', () => {
  const file = csv('TC-1,goods,ก,TC-1,,9,3,');
  const [known] = plan(file, []).added as [StoredService];
  const counted = { ...known, free: 1, freeAt: new Date('2026-12-02'), checkedOn: '2026-12-01', checkedBy: 'สมมติ' };
  const { changed, rows } = plan(csv('TC-1,goods,ก,TC-1,,8,3,'), [counted]);
  expect(rows[0]?.change).toBe('changed');
  expect(changed[0]).toMatchObject({ places: 8, free: 1, freeAt: counted.freeAt, checkedOn: '2026-12-01' });
});
