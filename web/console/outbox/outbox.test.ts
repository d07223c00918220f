import { expect, test } from 'vitest';
import type { Answer, Entry, NumberedEntry } from './entry.ts';
import { createOutbox, type EntryStore } from './outbox.ts';

function inMemory(): EntryStore {
  const entries = new Map<number, NumberedEntry>();
  let last = 0;
  return {
    list: async (personId) =>
      [...entries.values()].filter((one) => one.personId === personId).sort((one, other) => one.number - other.number),
    add: async (entry) => {
      last += 1;
      entries.set(last, { ...entry, number: last });
    },
    change: async (entry) => void (entries.has(entry.number) && entries.set(entry.number, entry)),
    remove: async (number) => void entries.delete(number),
  };
}

const ok: Answer = { status: 200, code: '', params: {} };
const silence: Answer = { status: 0, code: 'network/unreachable', params: {} };
const entry = (id: string, personId = 'patrol'): Entry => ({ id, personId, path: `/${id}`, about: {} });

function stage(answers: Record<string, Answer[]> = {}) {
  const sent: string[] = [];
  const files: string[] = [];
  let line = Promise.resolve();
  const outbox = createOutbox({
    store: inMemory(),
    post: async ({ id, file }) => {
      sent.push(id);
      if (file) files.push(await file.text());
      return answers[id]?.shift() ?? ok;
    },
    shrink: async (photo) => {
      if (photo.size === 0) throw new Error('no picture');
      return new Blob([`small ${await photo.text()}`]);
    },
    alone: (run) => {
      const next = line.then(run);
      line = next.then(() => {});
      return next;
    },
    now: () => '2026-11-22T02:00:00.000Z',
  });
  return { outbox, sent, files };
}

test('without signal nothing is lost and nothing overtakes: in order, when it returns', async () => {
  const { outbox, sent } = stage({ going: [silence, { status: 503, code: 'server/overloaded', params: {} }, ok] });
  for (const id of ['going', 'there', 'done']) await outbox.put(entry(id));
  expect(await outbox.send('patrol')).toBe('later');
  expect(await outbox.send('patrol')).toBe('later');
  expect(sent).toEqual(['going', 'going']);
  expect(await outbox.send('patrol')).toBe('sent');
  expect(sent.slice(2)).toEqual(['going', 'there', 'done']);
  expect(await outbox.list('patrol')).toEqual([]);
});

test('a no is kept until it was read, and does not hold up what comes after it', async () => {
  const no = { status: 409, code: 'units/assignment-changed', params: { status: 'withdrawn' } };
  const { outbox, sent } = stage({ going: [no] });
  await outbox.put(entry('going'));
  await outbox.put(entry('photo'));
  expect(await outbox.send('patrol')).toBe('sent');
  const [refused, ...others] = await outbox.list('patrol');
  expect(others).toEqual([]);
  expect(refused?.refused).toEqual({ ...no, at: '2026-11-22T02:00:00.000Z' });
  await outbox.send('patrol');
  expect(sent).toEqual(['going', 'photo']);
  await outbox.dismiss(refused?.number ?? 0);
  expect(await outbox.list('patrol')).toEqual([]);
});

test('nobody’s words go out under another’s session, or under none', async () => {
  const { outbox, sent } = stage({ mine: [{ status: 401, code: 'access/not-signed-in', params: {} }] });
  await outbox.put(entry('theirs', 'partner'));
  await outbox.put(entry('mine'));
  expect(await outbox.send('patrol')).toBe('signed-out');
  expect(await outbox.send('patrol')).toBe('sent');
  expect(sent).toEqual(['mine', 'mine']);
  expect(await outbox.list('partner')).toHaveLength(1);
});

test('page and service worker at once send each entry once', async () => {
  const { outbox, sent } = stage();
  for (const id of ['a', 'b', 'c']) await outbox.put(entry(id));
  await Promise.all([outbox.send('patrol'), outbox.send('patrol')]);
  expect(sent).toEqual(['a', 'b', 'c']);
});

test('a picture is kept as it was taken, made smaller once, and sent so', async () => {
  const { outbox, files } = stage({ taken: [silence, silence] });
  await outbox.put({ ...entry('taken'), file: new Blob(['gate']), isOriginal: true });
  // A page that closes now has lost nothing.
  expect(await outbox.list('patrol')).toMatchObject([{ isOriginal: true }]);
  for (const fate of ['later', 'later', 'sent']) expect(await outbox.send('patrol')).toBe(fate);
  expect(files).toEqual(['small gate', 'small gate', 'small gate']);
});

test('what is no picture is told to who took it, and holds nothing up', async () => {
  const { outbox, sent } = stage();
  await outbox.put({ ...entry('broken'), file: new Blob(), isOriginal: true });
  await outbox.put(entry('there'));
  expect(await outbox.send('patrol')).toBe('sent');
  expect(sent).toEqual(['there']);
  expect(await outbox.list('patrol')).toMatchObject([{ refused: { status: 422, code: 'units/photo-unreadable' } }]);
});
