import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CASE_RISKS } from '#contract/case-forms';
import {
  assertCanBeSigned,
  decideSave,
  type NewestRecord,
  readDraft,
  riskAfter,
  riskOf,
  type Saving,
} from './form-record.ts';

const now = new Date('2026-11-28T05:00:00Z');
const saving = (change: Partial<Saving> = {}): Saving => ({
  ...{
    caseId: 'case',
    seriesId: 'series',
    kind: 'note',
    basedOn: 0,
    body: { text: 'ก' },
    authorId: 'worker',
    now,
    newId: 'n1',
  },
  ...change,
});
const codeOf = (act: () => unknown): string | undefined => {
  try {
    act();
    return undefined;
  } catch (error) {
    return (error as { code: string }).code;
  }
};
const stored = (change: Partial<NewestRecord> = {}): NewestRecord => ({
  ...decideSave(undefined, saving()).record,
  isProposed: false,
  ...change,
});

test('a new form is version 1; a draft is saved over, and what is signed or proposed becomes the next version', () => {
  expect(decideSave(undefined, saving())).toMatchObject({
    isNew: true,
    record: { id: 'n1', version: 1, basedOn: null },
  });
  const next = saving({ basedOn: 1, newId: 'n2' });
  expect(decideSave(stored(), next)).toMatchObject({ isNew: false, record: { id: 'n1', version: 2, basedOn: null } });
  for (const fixed of [{ signedAt: now, signedByPersonId: 'worker' }, { isProposed: true }]) {
    expect(decideSave(stored(fixed), next)).toMatchObject({
      ...{ isNew: true, record: { id: 'n2', version: 2, basedOn: 'n1', signedAt: null, signedByPersonId: null } },
    });
  }
});

test('whoever wrote over an older version is told that there is a newer one; no draft takes the place of another form', () => {
  expect(codeOf(() => decideSave(stored({ version: 3 }), saving({ basedOn: 2 })))).toBe('case/record-changed');
  expect(codeOf(() => decideSave(stored(), saving({ basedOn: 0 })))).toBe('case/record-changed');
  expect(codeOf(() => decideSave(undefined, saving({ basedOn: 1 })))).toBe('case/record-not-found');
  expect(codeOf(() => decideSave(stored(), saving({ basedOn: 1, kind: 'closure' })))).toBe('case/record-not-found');
});

test('of two who save over the same version one is stored, whatever the history', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 5 })), { maxLength: 20 }), (steps) => {
      let newest: NewestRecord | undefined;
      let accepted = 0;
      for (const [isSigned, basedOn] of steps) {
        if (isSigned && newest) newest = { ...newest, signedAt: now, signedByPersonId: 'worker' };
        const was = newest;
        const code = codeOf(() => {
          newest = { ...decideSave(was, saving({ basedOn, newId: `n${accepted}` })).record, isProposed: false };
        });
        if (code === undefined) accepted++;
        expect(code === undefined).toBe(basedOn === (was?.version ?? 0));
        if (was?.signedAt && code === undefined) expect(newest?.id).not.toBe(was.id);
      }
      expect(newest?.version ?? 0).toBe(accepted);
    }),
    { seed: 12 },
  );
});

test('a note belongs to the section that it names, any other form to its own', () => {
  const sectionOf = (kind: Saving['kind'], body: Saving['body']) =>
    decideSave(undefined, saving({ kind, body })).record.section;
  expect(sectionOf('note', { section: 'mind', text: 'ก' })).toBe('mind');
  expect(sectionOf('note', { text: 'ก' })).toBe('person');
  expect(sectionOf('closure', {})).toBe('follow-up');
});

test('what is no draft of the form is refused, without repeating what a stranger wrote', () => {
  expect(codeOf(() => readDraft('note', { text: 1 }))).toBe('case/record-unreadable');
  try {
    readDraft('danger', { tool: 'x', toolVersion: '1', answers: { weapon: 'yes', '<script>': 'yes' } });
    expect.unreachable();
  } catch (error) {
    expect((error as { params: { field: string } }).params.field).toBe('answers.?script?');
  }
});

test('a form is signed once, and only when it is whole; the answer names the fields', () => {
  const note = stored({ body: { text: 'พูดคุยแล้ว', section: 'mind' } });
  expect(codeOf(() => assertCanBeSigned(note, { now }))).toBeUndefined();
  expect(codeOf(() => assertCanBeSigned({ ...note, signedAt: now }, { now }))).toBe('case/record-signed');
  try {
    assertCanBeSigned({ ...note, body: {} }, { now });
    expect.unreachable();
  } catch (error) {
    expect(error).toMatchObject({ code: 'case/record-incomplete', params: { fields: 'section, text', count: 2 } });
  }
});

test('a form raises the risk at once, and never lowers it from high; danger questions never lower it at all', () => {
  const rank = (risk: (typeof CASE_RISKS)[number]) => -CASE_RISKS.indexOf(risk);
  const risk = fc.constantFrom(...CASE_RISKS);
  fc.assert(
    fc.property(risk, risk, (present, said) => {
      const after = riskAfter(present, 'assessment', said);
      expect(after).toBe(present === 'high' ? 'high' : said);
      expect(rank(riskAfter(present, 'danger', said))).toBe(Math.max(rank(present), rank(said)));
      expect(riskAfter(null, 'danger', said)).toBe(said);
    }),
    { seed: 12 },
  );
  const result = { open: [], lowered: true } as const;
  expect(riskOf({ ...result, open: [], computed: 'high', level: 'low' })).toBe('high');
});
