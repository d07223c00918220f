import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { isTest, listPaths, type ProjectFile, readSources, withoutComments } from './read-project.ts';

// One thing, one word (docs/glossary.md). These are words that other systems use for what we call otherwise, or that
// say nothing. They are looked for where we choose names: in file names and where something is declared.
const RETIRED: Record<string, string> = {
  ticket: 'report, incident or case',
  complaint: 'report',
  patient: 'person or victim',
  melding: 'report',
  branch: 'agency, station or centre',
  office: 'agency, station or centre',
  car: 'unit',
  manager: 'what it does',
  helper: 'what it does',
  helpers: 'what it does',
  util: 'what it does',
  utils: 'what it does',
  misc: 'what it does',
  handler: 'what it does: a route, reaction or command',
  processor: 'what it does',
};
const DECLARED = /\b(?:const|let|function|type|interface|class)\s+([A-Za-z_$][\w$]*)/g;

function findRetiredWords(files: ProjectFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const declared = [...withoutComments(text).matchAll(DECLARED)].map(([, name = '']) => name);
    return [basename(path).replace(/\..*$/, ''), ...declared].flatMap((name) =>
      splitName(name)
        .filter((word) => Object.hasOwn(RETIRED, word))
        .map((word) => `${path}: "${name}" says ${word}, we say ${RETIRED[word]}`),
    );
  });
}

/** Words of a name: `openCarTask` → open, car, task. */
function splitName(name: string): string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
}

test('one thing has one word', () => {
  // The simulator plays LINE and speaks LINE's words.
  const ours = readSources('{contract,server,web,scripts}/**/*.{ts,tsx,mjs}').filter(({ path }) => !isTest(path));
  expect(findRetiredWords(ours)).toEqual([]);
});

test('a retired word is found in names, not in sentences or longer words', () => {
  const file = (text: string, path = 'server/a.ts'): ProjectFile => ({ path, text });
  expect(findRetiredWords([file('function openTicket() {}')])).toHaveLength(1);
  expect(findRetiredWords([file('', 'server/queue-manager.ts')])).toHaveLength(1);
  expect(findRetiredWords([file('// a ticket\nconst cardOfCare = 1; const officer = reply.handler;')])).toEqual([]);
});

test('files are named in kebab-case, React components in PascalCase', () => {
  const misnamed = (paths: string[]): string[] =>
    paths.filter(
      (path) =>
        !/^[a-z0-9]+([-.][a-z0-9]+)*\.(ts|mjs|d\.ts)$|^([A-Z][A-Za-z0-9]*|[a-z0-9-]+)(\.test)?\.tsx$/.test(
          basename(path),
        ),
    );
  expect(misnamed(listPaths('{contract,server,web,simulator,scripts,tests}/**/*.{ts,tsx,mjs}'))).toEqual([]);
  expect(misnamed(['server/OpenIncident.ts', 'server/open_incident.ts'])).toHaveLength(2);
});
