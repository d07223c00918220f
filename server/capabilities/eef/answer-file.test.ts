import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SCHOOL_CHECK_KINDS } from '#contract/eef-checks';
import { ANSWER_COLUMNS, EEF_ANSWERS, type EefAnswer } from '#contract/eef-file';
import { REFERRAL_DECLINES, REFERRAL_FAILURES, REFERRAL_OUTCOMES } from '#contract/referral';
import { optionalText } from '#contract/text';
import { readAnswerFile, writeAnswerCsv, writeAnswerJson } from './answer-file.ts';

const seed = 20_261_129;
const keys = <Key extends string>(of: Record<Key, unknown>) => fc.constantFrom(...(Object.keys(of) as Key[]));
const referral = fc.integer({ min: 1, max: 9_999_999 }).map((number) => `RF-2569-${String(number).padStart(6, '0')}`);
const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
/** Text as somebody may type it, kept as the schema keeps it; a line break in a cell becomes a space. */
const text = (longest: number) =>
  fc
    .string({ maxLength: longest, unit: fc.constantFrom('ก', 'ั', 'a', '1', ' ', '"', ',', ';', '=', '-', '/') })
    .map((typed) => optionalText(longest).parse(typed))
    .filter((typed) => typed !== '' && !typed.startsWith("'"));
const maybe = <Value>(name: string, value: fc.Arbitrary<Value>) =>
  fc.option(value, { nil: undefined }).map((one) => (one === undefined ? {} : { [name]: one }));
const together = (...parts: fc.Arbitrary<object>[]) =>
  fc.tuple(...parts).map((all) => Object.assign({}, ...all) as EefAnswer);
const answer = fc.oneof(
  together(fc.record({ answer: fc.constant('accept'), referral })),
  together(fc.record({ answer: fc.constant('start'), referral })),
  together(
    fc.record({ answer: fc.constant('decline'), referral, reason: keys(REFERRAL_DECLINES) }),
    maybe('note', text(500)),
  ),
  together(
    fc.record({ answer: fc.constant('not-complete'), referral, reason: keys(REFERRAL_FAILURES) }),
    maybe('note', text(500)),
  ),
  together(
    fc.record({ answer: fc.constant('complete'), referral, outcome: keys(REFERRAL_OUTCOMES), on: day }),
    maybe('place_code', text(40)),
    maybe('note', text(500)),
  ),
  together(
    fc.record({
      ...{ answer: fc.constant('check'), referral, check: fc.constantFrom(...SCHOOL_CHECK_KINDS) },
      ...{ result: fc.constantFrom('attending', 'attending-less', 'left'), on: day },
    }),
    maybe('attendance', fc.integer({ min: 0, max: 100 })),
  ),
);

test('what is written as CSV or JSON is read as it was', () => {
  fc.assert(
    fc.property(fc.array(answer, { minLength: 1, maxLength: 8 }), (answers) => {
      for (const file of [writeAnswerCsv(answers), writeAnswerJson(answers)]) {
        expect(readAnswerFile(file).map((one) => ('answer' in one ? one.answer : one))).toEqual(answers);
      }
    }),
    { seed, numRuns: 300 },
  );
});

test('whatever is sent is read or refused by its line, and never fails', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom('accept', 'RF-2569-000001', '"', '{', '[', '\n', ';', ',', 'referral', '2569', '__proto__'),
  );
  const head = fc.constantFrom(
    'referral,answer\n',
    `${ANSWER_COLUMNS.join(';')}\n`,
    '',
    '{"format":"ess-eef-answers/1","answers":[',
    '\uFEFF',
  );
  fc.assert(
    fc.property(head, fc.array(cell, { maxLength: 20 }), (begin, cells) => {
      for (const one of readAnswerFile(begin + cells.join(','))) expect(one.line).toBeGreaterThan(0);
    }),
    { seed, numRuns: 1000 },
  );
});

test('one line that is wrong says where and why, and those beside it are read', () => {
  const good = 'RF-2569-000001,accept,,,,,,,,';
  const wrong = [
    ['RF-2569-000002,agree,,,,,,,,', 'answer-unknown', 'answer'],
    ['RF-2569-000002,,,,,,,,,', 'field-missing', 'answer'],
    ['RF-2569-2,accept,,,,,,,,', 'field-wrong', 'referral'],
    [',accept,,,,,,,,', 'field-missing', 'referral'],
    ['RF-2569-000002,decline,,,,,,,,', 'field-missing', 'reason'],
    ['RF-2569-000002,decline,too-poor,,,,,,,', 'field-wrong', 'reason'],
    ['RF-2569-000002,accept,no-capacity,,,,,,,', 'field-not-for-answer', 'reason'],
    ['RF-2569-000002,complete,,formal-returned,32/13/2569,,,,,', 'field-wrong', 'on'],
    ['RF-2569-000002,check,,,2026-11-29,,day-90,left,101,', 'field-wrong', 'attendance'],
    ['RF-2569-000002,check,,,2026-11-29,,day-90,left,90%,', 'field-wrong', 'attendance'],
    ['RF-2569-000002,accept,,,,,,,,,once too often', 'cells-too-many', null],
  ] as const;
  for (const [line, code, column] of wrong) {
    const [before, refused, after] = readAnswerFile([ANSWER_COLUMNS.join(','), good, line, good].join('\r\n'));
    expect(before).toMatchObject({ line: 2, answer: { answer: 'accept' } });
    expect(refused).toMatchObject({ line: 3, fault: code, column });
    expect(after).toMatchObject({ line: 4, answer: { answer: 'accept' } });
  }
});

test('a file that is none, or whose columns are others, is refused whole', () => {
  const faultsOf = (text: string) =>
    readAnswerFile(text).map((one) => ('fault' in one ? one.fault : one.answer.answer));
  expect(faultsOf('')).toEqual(['no-lines']);
  expect(faultsOf('referral,answer')).toEqual(['no-lines']);
  expect(faultsOf('referral,answr\nRF-2569-000001,accept')).toEqual(['column-missing', 'column-unknown']);
  expect(faultsOf('referral,answer,note,note\nRF-2569-000001,accept,a,b')).toEqual(['column-twice']);
  expect(faultsOf('referral,answer\n"RF-2569-000001,accept')).toEqual(['not-a-file']);
  expect(faultsOf('{"answers":[]}')).toEqual(['not-a-file']);
  expect(faultsOf('{"format":"ess-eef-answers/1","answers":[]}')).toEqual(['no-lines']);
  expect(faultsOf(`referral,answer\n${'RF-2569-000001,accept\n'.repeat(2001)}`)).toEqual(['too-many-lines']);
});

test('spreadsheets of Thai computers: semicolons, a mark at the beginning, years of the Buddhist era', () => {
  const [read] = readAnswerFile('\uFEFFReferral;Answer;Outcome;On\r\nrf-2569-000012;Complete;non-formal;1/6/2569\r\n');
  expect(read).toMatchObject({
    answer: { answer: 'complete', referral: 'RF-2569-000012', outcome: 'non-formal', on: '2026-06-01' },
  });
});

test('each answer can be said in a file', () => {
  const said = new Set(fc.sample(answer, { seed, numRuns: 200 }).map((one) => one.answer));
  expect([...said].toSorted()).toEqual([...EEF_ANSWERS].toSorted());
});
