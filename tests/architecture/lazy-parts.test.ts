import { expect, test } from 'vitest';
import { type ProjectFile, readSources } from './read-project.ts';

/**
 * A part whose file can't be loaded (a bad network, a newer release) would take with it what it stands in: of a shell the
 * alarm, its sound and the live connection, of an incident the buttons that answer it. What waits for such a part stands
 * inside what catches its failure, such as `LazyPart`.
 */
const PLACES = 'web/console/{shell,features/access/proof,features/incident/panel}/**/*.tsx';

const find = (files: ProjectFile[]) =>
  files.flatMap(({ path, text }) =>
    [...text.matchAll(/<Suspense\b/g)].filter(({ index }) => !isCaught(text.slice(0, index))).map(() => path),
  );

function isCaught(before: string): boolean {
  return ['ErrorBoundary', 'LazyPage'].some(
    (name) => before.lastIndexOf(`<${name}`) > before.lastIndexOf(`</${name}>`),
  );
}

test('a part that can’t be loaded takes no alarm and no incident with it', () => {
  expect(readSources(PLACES).some(({ text }) => text.includes('<Suspense'))).toBe(true);
  expect(find(readSources(PLACES))).toEqual([]);
});

test('the rule fires where nothing catches the failure', () => {
  const at = (text: string) => find([{ path: 'Shell.tsx', text }]);
  expect(at('<LazyPage><Panel /></LazyPage><Suspense fallback={null}>')).toEqual(['Shell.tsx']);
  expect(at('<ErrorBoundary fallback={null}><Suspense fallback={null}>')).toEqual([]);
});
