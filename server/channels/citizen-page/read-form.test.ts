import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeWebReportSchema, newWebReportSchema } from '#contract/citizen-report';
import { readChange, readReport } from './routes.ts';

const NOW = new Date('2026-11-29T07:00:00.000Z');
const ID = '01990000-0000-7000-8000-000000000001';
const form = fc.dictionary(
  fc.constantFrom(
    'type',
    'place',
    'placement',
    'isHere',
    'silent',
    'do',
    'placeCode',
    'message',
    'messageId',
    'phone',
    'askedId',
    'answer',
  ),
  fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('yes', 'confinement', 'message', 'phone', 'keep', 'all-fine', ID),
  ),
);

test('whatever a form says, it is a report: the API reads what it can', () => {
  fc.assert(
    fc.property(form, (typed) => {
      expect(newWebReportSchema.safeParse(readReport({ ...typed, clientId: ID }, 'my', NOW)).success).toBe(true);
      expect(changeWebReportSchema.safeParse(readChange(typed, NOW).change).success).toBe(true);
    }),
  );
});

test('a form means what its fields say', () => {
  const typed = {
    clientId: ID,
    type: 'confinement',
    place: ' ตลาด ',
    silent: 'yes',
    placement: '7K3F9TQ2',
    isHere: 'no',
  };
  expect(readReport(typed, 'lo', NOW)).toEqual({
    ...{ clientId: ID, type: 'confinement', place: 'ตลาด', silent: true, language: 'lo' },
    ...{ placement: { code: '7K3F9TQ2', isHere: false }, writtenAt: NOW.toISOString() },
  });
  expect(readReport({ clientId: ID, type: 'murder' }, 'th', NOW)).toMatchObject({
    type: null,
    place: null,
    silent: false,
  });
});

test('each button of the page without a script is one change', () => {
  const at = NOW.toISOString();
  expect(readChange({ do: 'nobody-came' }, NOW).change).toEqual({ at, nobodyCame: true });
  expect(readChange({ do: 'safe-now' }, NOW).change).toEqual({ at, cancel: 'safe-now' });
  expect(readChange({ do: 'all-fine' }, NOW)).toEqual({ change: { at, cancel: 'all-fine' }, done: 'cancel.done' });
  expect(readChange({ do: 'phone', phone: '0812345678', message: '', messageId: ID }, NOW).change).toEqual({
    at,
    phone: '0812345678',
  });
  expect(readChange({ do: 'message', message: 'x', messageId: ID, phone: '' }, NOW).change).toEqual({
    at,
    message: { id: ID, text: 'x' },
  });
  expect(readChange({ do: 'place', place: 'ตลาด' }, NOW).change).toEqual({ at, place: 'ตลาด' });
  expect(readChange({ stars: '4', place: '' }, NOW).change).toEqual({ at, stars: 4 });
  expect(readChange({ stars: '9', place: '' }, NOW).change).toEqual({ at, place: null });
});
