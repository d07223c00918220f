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
      return last;
    },
    replace: async (entry) => {
      const stored = entries.get(entry.number);
      const isReplaced = stored !== undefined && !stored.tried;
      if (isReplaced) entries.set(entry.number, entry);
      return isReplaced;
    },
    take: async (number) => {
      const stored = entries.get(number);
      if (!stored) return undefined;
      entries.set(number, { ...stored, tried: true });
      return { ...stored, tried: true };
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
  let lock = Promise.resolve();
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
      const next = lock.then(run);
      lock = next.then(() => {});
      return next;
    },
    now: () => '2026-11-22T02:00:00.000Z',
  });
  return { outbox, sent, files };
}

test('without signal nothing is lost; entries are sent in order when it returns', async () => {
  const { outbox, sent } = stage({ going: [silence, { status: 503, code: 'server/overloaded', params: {} }, ok] });
  for (const id of ['going', 'there', 'done']) await outbox.put(entry(id));
  expect(await outbox.send('patrol')).toBe('later');
  expect(await outbox.send('patrol')).toBe('later');
  expect(sent).toEqual(['going', 'going']);
  expect(await outbox.send('patrol')).toBe('sent');
  expect(sent.slice(2)).toEqual(['going', 'there', 'done']);
  expect(await outbox.list('patrol')).toEqual([]);
});

test('a refusal is stored until it was read, and does not block later entries', async () => {
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

test('an entry is never sent in the session of another person, or without one', async () => {
  const { outbox, sent } = stage({ mine: [{ status: 401, code: 'access/not-signed-in', params: {} }] });
  await outbox.put(entry('theirs', 'partner'));
  await outbox.put(entry('mine'));
  expect(await outbox.send('patrol')).toBe('signed-out');
  expect(await outbox.send('patrol')).toBe('sent');
  expect(sent).toEqual(['mine', 'mine']);
  expect(await outbox.list('partner')).toHaveLength(1);
});

test('page and service worker together send each entry once', async () => {
  const { outbox, sent } = stage();
  for (const id of ['a', 'b', 'c']) await outbox.put(entry(id));
  await Promise.all([outbox.send('patrol'), outbox.send('patrol')]);
  expect(sent).toEqual(['a', 'b', 'c']);
});

test('a picture is stored as taken, made smaller once, and sent', async () => {
  const { outbox, files } = stage({ taken: [silence, silence] });
  await outbox.put({ ...entry('taken'), file: new Blob(['gate']), isOriginal: true });
  // Closing the page here would lose nothing.
  expect(await outbox.list('patrol')).toMatchObject([{ isOriginal: true }]);
  for (const outcome of ['later', 'later', 'sent']) expect(await outbox.send('patrol')).toBe(outcome);
  expect(files).toEqual(['small gate', 'small gate', 'small gate']);
});

test('a file that is no picture is refused and does not block later entries', async () => {
  const { outbox, sent } = stage();
  await outbox.put({ ...entry('broken'), file: new Blob(), isOriginal: true });
  await outbox.put(entry('there'));
  expect(await outbox.send('patrol')).toBe('sent');
  expect(sent).toEqual(['there']);
  expect(await outbox.list('patrol')).toMatchObject([{ refused: { status: 422, code: 'file/picture-unreadable' } }]);
});

test('what is typed replaces an entry that was never sent; after a refusal the rest of its chain waits', async () => {
  const conflict = { status: 409, code: 'case/record-changed', params: { version: 3 } };
  const { outbox, sent } = stage({ second: [silence, conflict] });
  const draft = (id: string): Entry => ({ ...entry(id), chain: 'form' });
  const number = await outbox.put(draft('first'));
  expect(await outbox.replace({ ...draft('second'), number })).toBe(true);
  expect(await outbox.send('patrol')).toBe('later');
  // It may have arrived: what is typed now comes after it.
  expect(await outbox.replace({ ...draft('third'), number })).toBe(false);
  await outbox.put(draft('third'));
  await outbox.put(entry('other'));
  const arrived: string[] = [];
  expect(await outbox.send('patrol', ({ id }) => arrived.push(id))).toBe('sent');
  expect(arrived).toEqual(['other']);
  await outbox.send('patrol');
  expect(sent).toEqual(['second', 'second', 'other']);
  expect((await outbox.list('patrol')).map(({ id, refused }) => [id, refused?.code])).toEqual([
    ['second', 'case/record-changed'],
    ['third', undefined],
  ]);
  await outbox.dismissChain('patrol', 'form');
  expect(await outbox.list('patrol')).toEqual([]);
});
