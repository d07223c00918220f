import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChangeWebReport, WebReportStatus } from '#contract/citizen-report';
import { createChangeQueue, type WaitingChange } from './change-queue.ts';
import { type Key, Refused } from './report-api.ts';
import type { Kept, SealedStore } from './sealed-store.ts';

const KEY: Key = { code: '93VFJV4AGF', secret: 's' };
const OUTCOMES = ['answered', 'answer lost', 'no line', 'busy'] as const;
type Outcome = (typeof OUTCOMES)[number];

/** What a device keeps when its page is closed or killed. */
function aDevice() {
  const rows = new Map<string, Kept<WaitingChange>>();
  const store: SealedStore<WaitingChange> = {
    keep: async (one) => {
      rows.set(one.id, structuredClone(one));
    },
    list: async () => [...rows.values()].map((one) => structuredClone(one)),
    remove: async (id) => {
      rows.delete(id);
    },
  };
  return { rows, store };
}

/** A server that does each change once by its id, each picture once by its bytes. `outcomes`: of the tries, in turn. */
function aServer(outcomes: Outcome[] = []) {
  const seen = new Set<string>();
  const done: { words: string[]; pictures: string[] } = { words: [], pictures: [] };
  async function take(lane: keyof typeof done, id: string, text: string): Promise<WebReportStatus> {
    await Promise.resolve();
    const outcome = outcomes.shift() ?? 'answered';
    if (outcome === 'no line') throw new TypeError('Failed to fetch');
    if (outcome === 'busy') throw new Refused(429, 'busy');
    if (!seen.has(id)) done[lane].push(text);
    seen.add(id);
    if (outcome === 'answer lost') throw new TypeError('Failed to fetch');
    return {} as WebReportStatus;
  }
  return { done, take };
}

/** A page on the device; `die` is a reload or a kill: no answer reaches it any more. */
function aPage({ store }: ReturnType<typeof aDevice>, { take }: ReturnType<typeof aServer>) {
  let isAlive = true;
  const onlyAlive = async <Value>(answer: Promise<Value>): Promise<Value> => {
    const settled = await answer.then(
      (value) => () => value,
      (error: unknown) => () => {
        throw error;
      },
    );
    if (!isAlive) return new Promise(() => undefined);
    return settled();
  };
  const queue = createChangeQueue({
    store,
    sendWords: (_key, change) => onlyAlive(take('words', `${change.changeId}`, `${change.message?.text}`)),
    sendPicture: async (_key, picture) => {
      const text = await picture.text();
      return onlyAlive(take('pictures', text, text));
    },
    onChange: () => undefined,
    onAnswer: () => undefined,
  });
  return {
    queue,
    die: () => {
      isAlive = false;
    },
  };
}
const message = (text: string): ChangeWebReport => ({ message: { id: crypto.randomUUID(), text } });
const picture = (text: string): Blob => new Blob([text], { type: 'image/jpeg' });

test('whatever the line does, and however the page ends, each thing arrives once and in its order', async () => {
  const step = fc.constantFrom('say', 'say', 'picture', 'flush', 'wait', 'reload', 'exit');
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 16 }),
      fc.array(fc.constantFrom(...OUTCOMES), { maxLength: 20 }),
      async (steps, outcomes) => {
        const [device, server] = [aDevice(), aServer([...outcomes])];
        let page = aPage(device, server);
        const said: typeof server.done = { words: [], pictures: [] };
        for (const [at, next] of steps.entries()) {
          if (next === 'say' || next === 'picture') {
            said[next === 'say' ? 'words' : 'pictures'].push(`${at}`);
            const added = page.queue.add(KEY, next === 'say' ? message(`${at}`) : picture(`${at}`));
            // Until it is on the device; the answer may come whenever it likes.
            let isAnswered = false;
            void added.then(() => {
              isAnswered = true;
            });
            await until(() => isAnswered || [...device.rows.values()].some(isAbout(`${at}`)));
          } else if (next === 'flush') void page.queue.flush();
          else if (next === 'wait') await page.queue.flush();
          else {
            if (next === 'exit') await page.queue.leave();
            page.die();
            page = aPage(device, server);
          }
        }
        page.die();
        for (let round = 0; device.rows.size > 0 && round < outcomes.length + 2; round += 1)
          await aPage(device, server).queue.flush();
        expect(device.rows.size).toBe(0);
        // At the exit words go out beside one another: what counts there is the time that each carries.
        const inOrder = (texts: string[]): string[] => (steps.includes('exit') ? texts.toSorted() : texts);
        expect(inOrder(server.done.words)).toEqual(inOrder(said.words));
        expect(server.done.pictures).toEqual(said.pictures);
      },
    ),
    { seed: 79 },
  );
});

test('a picture that does not get through holds back no word', async () => {
  const [device, server] = [aDevice(), aServer()];
  const queue = createChangeQueue({
    store: device.store,
    sendWords: (_key, change) => server.take('words', `${change.changeId}`, `${change.message?.text}`),
    sendPicture: () => new Promise(() => undefined),
    onChange: () => undefined,
    onAnswer: () => undefined,
  });
  void queue.add(KEY, picture('large'));
  expect(await queue.add(KEY, message('help'))).toEqual({ status: {} });
  expect(server.done.words).toEqual(['help']);
});

test('a refusal is an answer: it is said, and what comes after it goes on', async () => {
  const refused: string[] = [];
  const queue = createChangeQueue({
    store: aDevice().store,
    sendWords: async (_key, { message: said }) => {
      if (said?.text === 'late') throw new Refused(409, 'ended');
      return {} as WebReportStatus;
    },
    sendPicture: async () => ({}) as WebReportStatus,
    onChange: () => undefined,
    onAnswer: (_key, answer) => 'refusal' in answer && refused.push(answer.refusal),
  });
  const outcomes = await Promise.all([queue.add(KEY, message('late')), queue.add(KEY, message('next'))]);
  expect(outcomes).toEqual([{ refusal: 'ended' }, { status: {} }]);
  expect(refused).toEqual(['ended']);
  expect(queue.listOf(KEY)).toEqual([]);
});

test('pressed again while it waits it is said once; another report shows nothing of it', async () => {
  const [device, server] = [aDevice(), aServer(['no line', 'no line', 'no line'])];
  const { queue } = aPage(device, server);
  for (let times = 0; times < 3; times += 1) expect(await queue.add(KEY, { nobodyCame: true })).toBe('waiting');
  expect(queue.listOf(KEY)).toMatchObject([{ isStuck: true, change: { nobodyCame: true } }]);
  expect(queue.listOf({ code: 'OTHER', secret: 's' })).toEqual([]);
  await queue.leave();
  expect(queue.listOf(KEY)).toEqual([]);
  expect([...device.rows.values()]).toMatchObject([{ value: { isLeft: true } }]);
});

const isAbout =
  (text: string) =>
  ({ value, bytes }: Kept<WaitingChange>): boolean =>
    value.change?.message?.text === text || (bytes !== undefined && new TextDecoder().decode(bytes) === text);

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resume) => setTimeout(resume));
}
