import { expect, test } from 'vitest';
import { beginDraft, changeDraft, type DraftEvent, isUnsaved, shouldSend } from './draft-state.ts';

const after = (...events: DraftEvent[]) => events.reduce(changeDraft, beginDraft({}, 0));
const changed = { event: 'changed', body: { alias: 'นก' } } as const;

test('what is typed while an older state is on its way is sent afterwards', () => {
  const state = after(changed, { event: 'sending' }, changed, { event: 'saved', version: 1, edits: 1 });
  expect(isUnsaved(state)).toBe(true);
  expect(shouldSend(state)).toBe(true);
  expect(shouldSend(changeDraft(state, { event: 'sending' }))).toBe(false);
  expect(state.version).toBe(1);
});

test('nothing is sent over a conflict until a person has chosen; then over the newer version', () => {
  const conflict = after(changed, { event: 'sending' }, { event: 'failed', trouble: 'conflict' }, changed);
  expect(shouldSend(conflict)).toBe(false);
  const mine = changeDraft(conflict, { event: 'kept-mine', version: 5 });
  expect([shouldSend(mine), mine.version, mine.body]).toEqual([true, 5, changed.body]);
  const theirs = changeDraft(conflict, { event: 'took-theirs', version: 5, body: { alias: 'หนู' } });
  expect([shouldSend(theirs), theirs.body]).toEqual([false, { alias: 'หนู' }]);
});

test('without signal it is sent again; what the server refuses waits for another change', () => {
  expect(shouldSend(after(changed, { event: 'failed', trouble: 'offline' }))).toBe(true);
  const refused = after(changed, { event: 'failed', trouble: 'refused' });
  expect(shouldSend(refused)).toBe(false);
  expect(shouldSend(changeDraft(refused, changed))).toBe(true);
});
