import { expect, test } from 'vitest';
import { listMissingErrorListeners } from './list-missing-error-listeners.ts';
import { isTest, readIfThere, readSources } from './read-project.ts';

// An `error` event without a listener ends the process, and with it every console and every report under way
// (docs/decisions/0034).

test('whatever can fail by an event has a listener for it', () => {
  const files = readSources('{server,simulator,scripts}/**/*.{ts,mjs}').filter(({ path }) => !isTest(path));
  expect(files.length).toBeGreaterThan(300);
  expect(files.flatMap(listMissingErrorListeners)).toEqual([]);
});

test('in the bad project each of them is found', () => {
  const path = 'tests/architecture/bad-project/server/platform/missing-error-listeners.ts';
  const found = listMissingErrorListeners({ path, text: readIfThere(path) ?? '' });
  expect(found.map((place) => place.split(' ').slice(1).join(' '))).toEqual([
    'pg.Client',
    'pg.Pool',
    'Worker',
    'spawn',
    'forkNode',
    'execFile',
    'createInterface',
    'createReadStream',
    'createWriteStream',
    'ask',
    'connect',
    'createServer',
  ]);
});

test.each([
  ["import { spawn } from 'node:child_process'; const child = spawn('true'); child.on('error', () => {});"],
  ["import { spawn } from 'node:child_process'; let child; child = spawn('true'); child.on('error', () => {});"],
  ["import { execFile } from 'node:child_process'; const run = promisify(execFile);"],
  ["import { createReadStream } from 'node:fs'; for await (const chunk of createReadStream('x')) use(chunk);"],
  ["import { createReadStream } from 'node:fs'; await pipeline(createReadStream('x'), sink);"],
  ["import { createReadStream } from 'node:fs'; reply.send(isText ? text : createReadStream('x'));"],
  ["import pg from 'pg'; type Own = pg.Client; const known = pg.types.builtins.INT8;"],
  ["import { connect } from './line.ts'; connect();"],
])('%s has a listener', (text) => {
  expect(listMissingErrorListeners({ path: 'server/a.ts', text })).toEqual([]);
});
