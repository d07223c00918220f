import { expect, test } from 'vitest';
import { type ProjectFile, readSources } from './read-project.ts';

/**
 * A part of a shell whose file can't be loaded (a bad network, a newer release) would take the whole shell with it: its
 * alarm, its sound and its live connection. What waits for such a part stands inside what catches its failure.
 */
const SHELLS = 'web/console/{shell,features/access/proof}/**/*.tsx';

const find = (files: ProjectFile[]) =>
  files.flatMap(({ path, text }) =>
    [...text.matchAll(/<Suspense\b/g)].filter(({ index }) => !isCaught(text.slice(0, index))).map(() => path),
  );

function isCaught(before: string): boolean {
  return ['ErrorBoundary', 'LazyPage'].some((name) => before.lastIndexOf(`<${name}`) > before.lastIndexOf(`</${name}>`));
}

test('a part of a shell that can’t be loaded takes no alarm with it', () => {
  expect(readSources(SHELLS).some(({ text }) => text.includes('<Suspense'))).toBe(true);
  expect(find(readSources(SHELLS))).toEqual([]);
});

test('the rule fires where nothing catches the failure', () => {
  const at = (text: string) => find([{ path: 'Shell.tsx', text }]);
  expect(at('<LazyPage><Panel /></LazyPage><Suspense fallback={null}>')).toEqual(['Shell.tsx']);
  expect(at('<ErrorBoundary fallback={null}><Suspense fallback={null}>')).toEqual([]);
});
