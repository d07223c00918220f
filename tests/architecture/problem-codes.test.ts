import { expect, test } from 'vitest';
import { PROBLEMS } from '../../contract/problem.ts';
import { isTest, readSources } from './read-project.ts';

/** Printed at the start or by the command line, or used towards LINE: no request is answered with them. */
const NEVER_ANSWERED = [
  /^access\/demo-/,
  /^audit\//,
  /^command-line\//,
  /^database\//,
  /^line\//,
  /^jurisdiction\/file-unreadable$/,
  /^server\/port-taken$/,
];
const THROWN = /new AppError\(\s*'([a-z-]+\/[a-z-]+)'/g;

test('a code that a request may be refused with has its status and its text: without them it would be a 500', () => {
  const thrown = readSources('server/**/*.ts')
    .filter(({ path }) => !isTest(path))
    .flatMap(({ text }) => [...text.matchAll(THROWN)].map(([, code = '']) => code));
  expect(thrown.length).toBeGreaterThan(100);
  const unknown = thrown.filter(
    (code) => !Object.hasOwn(PROBLEMS, code) && !NEVER_ANSWERED.some((known) => known.test(code)),
  );
  expect([...new Set(unknown)]).toEqual([]);
});
