import fc from 'fast-check';
import Fastify from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import type { EventLog, LogEntry } from '../events/event-log.ts';
import { createLog } from '../log.ts';
import { createLiveStreams } from './live-streams.ts';

type Frame = { id: number; data: { event: string; name?: string } };

/** A log in memory, as slow to read as a test wants, and a server with a stream of it at `/live`. */
async function openStage() {
  const events: LogEntry[] = [];
  let poll = () => {};
  let beforeReading: () => Promise<void> = async () => {};
  let audiences: string[] | undefined = ['all', 'mine'];
  const eventLog: EventLog = {
    append: () => {},
    async readAfter(seq, limit) {
      await beforeReading();
      return events.filter((event) => event.seq > seq).slice(0, limit);
    },
    lastSeq: async () => events.at(-1)?.seq ?? 0,
    deleteOldEntries: async () => 0,
  };
  const live = createLiveStreams({
    eventLog,
    notifier: {
      send: () => {},
      on: (_topic, listener) => {
        poll = listener;
      },
      start: async () => {},
      stop: async () => {},
    },
    clock: { now: () => new Date(0) },
    log: createLog('silent'),
    async translate(entries) {
      await beforeReading();
      return entries.map(({ seq, body }) => {
        const render = (name: string) => ({ event: 'test', name });
        const name = String(body.name);
        // Of a thing with two sides `mine` gets the whole, everybody else the masked one; `withheld` gets neither.
        if (name.startsWith('sides')) {
          const masked = { audiences: ['all'], exceptFor: ['withheld'], data: render(`${name} masked`) };
          const gone = { whenMissed: render(`${name} anew`) };
          return {
            seq,
            audiences: ['mine'],
            exceptFor: ['withheld'],
            data: render(name),
            otherwise: [masked],
            ...gone,
          };
        }
        return { seq, audiences: [String(body.to ?? 'all')], data: render(name) };
      });
    },
  });
  await live.start();
  const fastify = Fastify({ forceCloseConnections: true });
  fastify.get('/live', async (request, reply) => {
    const { after } = request.query as { after?: string };
    await live.open(request, reply, {
      listAudiences: async () => audiences,
      after: after === undefined ? undefined : Number(after),
    });
    return reply;
  });
  const url = await fastify.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(async () => {
    live.stop();
    await fastify.close();
  });
  return {
    live,
    say(...names: string[]) {
      for (const name of names)
        events.push({
          seq: events.length + 1,
          type: 'test',
          body: { name, to: name.startsWith('for-others') ? 'others' : 'all' },
        });
      poll();
    },
    poll: () => poll(),
    /** From now on a browser that is asked may listen to these; to none when its session has ended. */
    allow(...now: string[]) {
      audiences = now.length > 0 ? now : undefined;
    },
    slowReading(wait: () => Promise<void>) {
      beforeReading = wait;
    },
    listen: (after?: number) => listen(`${url}/live${after === undefined ? '' : `?after=${after}`}`),
  };
}

/** A browser on the stream: its frames, where it stands, and whether the other end has hung up. */
async function listen(address: string) {
  const abort = new AbortController();
  const frames: Frame[] = [];
  const unnumbered: string[] = [];
  let last = 0;
  let ended = false;
  const response = await fetch(address, { signal: abort.signal });
  void (async () => {
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString('utf8');
      for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
        const frame = text.slice(0, end);
        text = text.slice(end + 2);
        const id = Number(/^id: (\d+)$/m.exec(frame)?.[1]);
        if (Number.isNaN(id)) {
          const said = /^data: (.*)$/m.exec(frame)?.[1];
          if (said && !/^event: /m.test(frame)) unnumbered.push(JSON.parse(said).event);
          continue;
        }
        last = id;
        if (!/^event: /m.test(frame)) frames.push({ id, data: JSON.parse(/^data: (.*)$/m.exec(frame)?.[1] ?? '{}') });
      }
    }
  })()
    .catch(() => {})
    .finally(() => {
      ended = true;
    });
  return {
    frames,
    /** What was said to this browser alone. */
    unnumbered: () => unnumbered,
    names: () => frames.map(({ data }) => data.name),
    last: () => last,
    ended: () => ended,
    hangUp: () => abort.abort(),
  };
}

test('from a cursor on, a browser gets everything once and in order, and nothing that is not for it', async () => {
  const stage = await openStage();
  stage.say('one', 'two', 'for-others', 'three');
  const browser = await stage.listen(1);
  await expect.poll(browser.names).toEqual(['two', 'three']);
  stage.say('four', 'for-others-too', 'five');
  await expect.poll(browser.names).toEqual(['two', 'three', 'four', 'five']);
  expect(browser.frames.map(({ id }) => id)).toEqual([2, 4, 5, 7]);
});

test('a browser that names no place begins with what comes next, and learns where that is', async () => {
  const stage = await openStage();
  stage.say('before');
  const browser = await stage.listen();
  await expect.poll(browser.last).toBe(1);
  stage.say('after');
  await expect.poll(browser.names).toEqual(['after']);
});

test('what comes while a browser catches up is neither missed nor said twice', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 6 }),
      fc.nat({ max: 8 }),
      fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 12 }),
      async (bursts, known, waits) => {
        const stage = await openStage();
        let said = 0;
        const burst = (count: number) => {
          stage.say(...Array.from({ length: count }, (_, at) => `${said + at + 1}`));
          said += count;
        };
        burst(8);
        let turn = 0;
        stage.slowReading(() => new Promise((resume) => setTimeout(resume, waits[turn++ % waits.length])));
        const coming = stage.listen(known);
        for (const count of bursts) {
          burst(count);
          await new Promise((resume) => setTimeout(resume, 2));
        }
        const browser = await coming;
        await expect.poll(() => browser.frames.at(-1)?.id).toBe(said);
        expect(browser.names()).toEqual(Array.from({ length: said - known }, (_, at) => `${known + at + 1}`));
        browser.hangUp();
      },
    ),
    { seed: 20_260_107, numRuns: 25 },
  );
});

test('what is said after a browser’s catch-up was read and before it is sent, is sent behind it', async () => {
  const stage = await openStage();
  stage.say('one');
  let calls = 0;
  let goOn: () => void = () => {};
  const held = new Promise<void>((resume) => {
    goOn = resume;
  });
  // The first reading and what is made of it are the catch-up's; only the latter is held up.
  stage.slowReading(async () => {
    calls += 1;
    if (calls === 2) await held;
  });
  const browser = await stage.listen(0);
  await expect.poll(() => calls).toBe(2);
  stage.say('two', 'three');
  await expect.poll(() => calls).toBe(4);
  goOn();
  await expect.poll(browser.names).toEqual(['one', 'two', 'three']);
});

test('a line that breaks anywhere, also in the middle of catching up, is resumed where it broke', async () => {
  const stage = await openStage();
  stage.say(...Array.from({ length: 30 }, (_, at) => `${at + 1}`));
  const whole = await stage.listen(0);
  await expect.poll(() => whole.frames.length).toBe(30);
  // Whatever frame was the last to arrive, its number is the place to go on from.
  for (const { id, data } of whole.frames) expect(data.name).toBe(`${id}`);
  const rest = await stage.listen(whole.frames[11]?.id);
  await expect.poll(rest.names).toEqual(Array.from({ length: 18 }, (_, at) => `${at + 13}`));
});

test('too far behind, or from another database: a new snapshot is asked for, and what comes then arrives', async () => {
  const stage = await openStage();
  stage.say(...Array.from({ length: 5002 }, (_, at) => `${at}`));
  for (const after of [0, 1, 999_999]) {
    const browser = await stage.listen(after);
    await expect.poll(() => browser.frames).toEqual([{ id: 5002, data: { event: 'reload' } }]);
    browser.hangUp();
  }
  const near = await stage.listen(2);
  await expect.poll(() => near.frames.length).toBe(5000);
  stage.say('next');
  await expect.poll(() => near.frames.at(-1)?.data.name).toBe('next');
});

test('a browser that could not catch up is hung up on, so that it comes back, instead of looking alive', async () => {
  const stage = await openStage();
  stage.say('one');
  stage.slowReading(() => Promise.reject(new Error('the database is away')));
  const browser = await stage.listen(0);
  await expect.poll(browser.ended).toBe(true);
  expect(browser.frames).toEqual([]);
  stage.slowReading(async () => {});
  const again = await stage.listen(0);
  await expect.poll(again.names).toEqual(['one']);
});

test('a reading that fails is made up for by the next look', async () => {
  const stage = await openStage();
  const browser = await stage.listen(0);
  await expect.poll(() => stage.live.count()).toBe(1);
  stage.slowReading(() => Promise.reject(new Error('the database is away')));
  stage.say('one');
  await new Promise((resume) => setTimeout(resume, 20));
  stage.slowReading(async () => {});
  stage.poll();
  await expect.poll(browser.names).toEqual(['one']);
});

test('who has left is forgotten, and stopping hangs up on everybody', async () => {
  const stage = await openStage();
  const [one, two] = [await stage.listen(0), await stage.listen(0)];
  await expect.poll(() => stage.live.count()).toBe(2);
  one.hangUp();
  await expect.poll(() => stage.live.count()).toBe(1);
  stage.live.stop();
  await expect.poll(two.ended).toBe(true);
  await expect.poll(() => stage.live.count()).toBe(0);
});

test('each browser gets the first side of a thing that is for it, live and when it comes back', async () => {
  const stage = await openStage();
  const whole = await stage.listen(0);
  stage.allow('all');
  const masked = await stage.listen(0);
  stage.allow('all', 'mine', 'withheld');
  const withheld = await stage.listen(0);
  stage.say('sides', 'end');
  await expect.poll(whole.names).toEqual(['sides', 'end']);
  await expect.poll(masked.names).toEqual(['sides masked', 'end']);
  await expect.poll(withheld.names).toEqual(['end']);
  stage.allow('all', 'mine');
  const back = await stage.listen(0);
  await expect.poll(back.names).toEqual(['sides anew', 'end']);
});

test('a stream whose rights have changed takes a new snapshot and gets what the new ones allow; without a session it ends', async () => {
  const stage = await openStage();
  const browser = await stage.listen(0);
  stage.say('before');
  await expect.poll(browser.names).toEqual(['before']);
  stage.allow('others');
  stage.live.checkNow();
  await expect.poll(browser.unnumbered).toEqual(['reload']);
  stage.say('not any more', 'for-others now');
  await expect.poll(browser.names).toEqual(['before', 'for-others now']);
  stage.allow();
  stage.live.checkNow();
  await expect.poll(browser.ended).toBe(true);
});
