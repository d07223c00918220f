import { expect, test } from 'vitest';
import { beginDraft, changeDraft, isUnkept } from './draft-state.ts';

test('what was typed during a saving is kept by the next one', () => {
  const typed = changeDraft(beginDraft({}, 0), { event: 'changed', body: { name: 'ก' } });
  const more = changeDraft(typed, { event: 'changed', body: { name: 'กข' } });
  const kept = changeDraft(more, { event: 'kept', tip: 1, edits: typed.edits });
  expect(kept).toMatchObject({ body: { name: 'กข' }, tip: 1 });
  expect(isUnkept(kept)).toBe(true);
  expect(isUnkept(changeDraft(kept, { event: 'kept', tip: 2, edits: more.edits }))).toBe(false);
});

test('what somebody decided after a conflict is saved over their version', () => {
  const mine = changeDraft(beginDraft({ name: 'เดิม' }, 1), { event: 'changed', body: { name: 'ของฉัน' } });
  const decided = changeDraft(mine, { event: 'decided', tip: 3, body: { name: 'ของเขา' } });
  expect(decided).toMatchObject({ tip: 3, body: { name: 'ของเขา' } });
  expect(isUnkept(decided)).toBe(true);
});

test('a newer version is read into an untouched form, and its fields begin anew', () => {
  const read = changeDraft(beginDraft({}, 1), { event: 'read', tip: 2, body: { name: 'ใหม่' } });
  expect(read).toMatchObject({ tip: 2, body: { name: 'ใหม่' }, round: 1 });
  expect(isUnkept(read)).toBe(false);
});
