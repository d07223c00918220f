import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { expect, test } from 'vitest';
import { createLog } from '#platform/log';
import { createPositionStreams } from './live-positions.ts';

/** A browser's request for a stream, as far as the stream uses it. */
function aBrowser() {
  const raw = Object.assign(new PassThrough(), { writeHead: () => {} });
  raw.resume();
  const request = { raw: { socket: { setNoDelay: () => {} } } } as unknown as FastifyRequest;
  return { raw, request, reply: { hijack: () => {}, getHeaders: () => ({}), raw } as unknown as FastifyReply };
}

test('a stream whose browser left while it waited for its first positions is forgotten', async () => {
  let endReading = () => {};
  const reading = new Promise<void>((resume) => {
    endReading = resume;
  });
  const streams = createPositionStreams({
    read: () => reading.then(() => ({ rows: [], count: 0, until: { transaction: '1', at: new Date(0) } })),
    listWithheld: async () => [],
    pathOf: () => undefined,
    clock: { now: () => new Date(0) },
    log: createLog('silent'),
  });
  const asked: string[] = [];
  const listener = (personId: string) => ({
    personId,
    async listBranches() {
      asked.push(personId);
      return ['th'];
    },
  });
  const [staying, leaving] = [aBrowser(), aBrowser()];
  const opening = [streams.open(staying.request, staying.reply, listener('staying'))];
  await turn();
  opening.push(streams.open(leaving.request, leaving.reply, listener('leaving')));
  await turn();
  leaving.raw.destroy();
  await once(leaving.raw, 'close');
  endReading();
  await Promise.all(opening);
  asked.length = 0;
  streams.checkNow();
  expect(asked).toEqual(['staying']);
});
