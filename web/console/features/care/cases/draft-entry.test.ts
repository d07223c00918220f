import { expect, test } from 'vitest';
import type { NumberedEntry } from '../../../outbox/index.ts';
import { describeRefusal, draftEntry, findWaiting, isSigning, readAbout, signEntry } from './draft-entry.ts';

const form = { caseId: 'case', seriesId: 'form', kind: 'follow-up' } as const;
const numbered = (number: number, entry: ReturnType<typeof draftEntry>): NumberedEntry => ({
  ...entry,
  ...{ number, id: `id ${number}`, personId: 'worker' },
});

test('what is on the device is what was typed last, over the versions before it', () => {
  const entries = [numbered(4, draftEntry(form, 2, { by: 'visit' })), numbered(7, draftEntry(form, 3, { by: 'call' }))];
  expect(findWaiting(entries, 'form')).toMatchObject({
    body: { by: 'call' },
    tip: 4,
    isSigned: false,
    last: { number: 7 },
  });
  expect(findWaiting([...entries, numbered(9, signEntry(form, 4))], 'form')).toMatchObject({ tip: 4, isSigned: true });
  expect(findWaiting(entries, 'another')).toBeUndefined();
});

test('a form of an entry is known without its answers; only a saving is in conflict', () => {
  const refused = { status: 409, code: 'case/record-changed', params: {}, at: '' };
  const [draft, sign] = [numbered(1, draftEntry(form, 0, { note: 'ลับ' })), numbered(2, signEntry(form, 1))];
  expect(readAbout(draft)).toEqual(form);
  expect(JSON.stringify(draft.about)).not.toContain('ลับ');
  expect(isSigning(sign)).toBe(true);
  expect([draft, sign].map((one) => describeRefusal({ ...one, refused }))).toEqual(['conflict', 'refused']);
});
