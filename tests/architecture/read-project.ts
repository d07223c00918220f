import { existsSync, globSync, readFileSync } from 'node:fs';

/** A file of the project, its path relative to the root with forward slashes. */
export type ProjectFile = { path: string; text: string };

const NOT_OURS =
  /(^|\/)(node_modules|dist|data|test-results|playwright-report|bad-project)(\/|$)|^database\/demo-data|^\.git\//;
const SOURCES = '{contract,charts,server,web,simulator,scripts,tests}/**/*.{ts,tsx,mjs}';

/** Paths of all files of the project that match the pattern; what is installed, built or deliberately bad is left out. */
export function listPaths(
  pattern = '{contract,charts,database,docs,server,web,simulator,scripts,tests}/**/*',
): string[] {
  return globSync(pattern, { exclude: (path) => NOT_OURS.test(String(path).replaceAll('\\', '/')) })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !NOT_OURS.test(path))
    .sort();
}

/** All TypeScript of the project (or what the pattern matches), read. */
export function readSources(pattern = SOURCES): ProjectFile[] {
  return listPaths(pattern).map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

/** Code without its comments: a rule about code must not trip over a sentence that explains it. Lines stay lines. */
export function withoutComments(text: string): string {
  const strings = String.raw`'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|${'`'}(?:\\.|[^${'`'}\\])*${'`'}`;
  const pattern = new RegExp(String.raw`(${strings})|//[^\n]*|/\*[\s\S]*?\*/`, 'g');
  return text.replace(pattern, (match, string) => string ?? match.replaceAll(/[^\n]/g, ' '));
}

/** `path:line` of every place in the file's code where the pattern (with flag g) is found. */
export function listPlaces({ path, text }: ProjectFile, pattern: RegExp): string[] {
  const code = withoutComments(text);
  return [...code.matchAll(pattern)].map(
    (match) => `${path}:${code.slice(0, match.index).split('\n').length} ${match[0]}`,
  );
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.startsWith('tests/');
}

export function readIfThere(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
