import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { CAPABILITY_NAMES, PARTS } from '../../.dependency-cruiser.mjs';
import { listPaths, readSources } from './read-project.ts';

// Every capability is built the same way, so that whoever knows one knows all. The dependency rule relies on
// these names: a file elsewhere would escape it.
const NAME = '[a-z0-9]+(-[a-z0-9]+)*';
const PLAN = [
  String.raw`README\.md`,
  String.raw`${NAME}\.ts`, // index, routes, reactions, live, store, store-<part>, messages, and the nouns
  String.raw`commands/[a-z0-9]+(-[a-z0-9]+)+\.ts`,
  String.raw`context\.ts`, // what every command of the capability is given
  String.raw`queries/(get|find|list|count|explain|verify)-${NAME}\.ts`,
  String.raw`store/${NAME}\.ts`,
  String.raw`routes/${NAME}\.ts`,
  String.raw`reactions/on-${NAME}\.ts`,
  String.raw`messages/(th|en|(my|lo|km|zh)(-questions|-findings)?)\.json`,
  String.raw`templates/${NAME}\.typ`, // what Typst sets: papers that look like nothing else
];
const NAMELESS_FOLDER = /^(utils?|helpers?|common|shared|libs?|misc|managers?|handlers?|processors?|data)$/;
const NAMELESS_FILE = /(^|[-.])(utils?|helpers?|common|misc|managers?|handlers?|processors?)\.[a-z.]+$/i;

/** Files of a capability that the plan has no place for. */
function findUnplanned(paths: string[]): string[] {
  const planned = new RegExp(
    `^(${PLAN.map((entry) => entry.replace(String.raw`\.ts`, String.raw`(\.test)?\.ts`)).join('|')})$`,
  );
  return paths.filter((path) => {
    const [, capability = '', rest = ''] = /^server\/capabilities\/([^/]+)\/?(.*)$/.exec(path) ?? [];
    const part = PARTS[capability]?.find((name) => rest.startsWith(`${name}/`));
    const inside = part ? rest.slice(part.length + 1) : rest;
    return path.startsWith('server/capabilities/') && !(CAPABILITY_NAMES.includes(capability) && planned.test(inside));
  });
}

/** Folders and files named after nothing, where whatever fits nowhere else collects. */
function findNameless(paths: string[]): string[] {
  return paths.filter((path) => {
    const folders = path.split('/').slice(0, -1);
    return folders.some((folder) => NAMELESS_FOLDER.test(folder)) || NAMELESS_FILE.test(basename(path));
  });
}

test('a capability holds only what the plan has a place for', () => {
  expect(findUnplanned(listPaths('server/capabilities/**/*.*'))).toEqual([]);
});

test('a file outside the plan is found', () => {
  const inside = (path: string): string => `server/capabilities/incident/${path}`;
  const good = [
    'README.md',
    'index.ts',
    'incident-status.test.ts',
    'commands/close-incident.ts',
    'queries/list-incidents.ts',
    'life/commands/close-incident.ts',
  ];
  const bad = [
    'domain/incident.ts',
    'life/domain/incident.ts',
    'life/record/incident.ts',
    'commands/close.ts',
    'queries/incidents.ts',
    'Incident.ts',
    'reactions/opened.ts',
  ];
  expect(findUnplanned([...good, ...bad].map(inside))).toEqual(bad.map(inside));
  expect(findUnplanned(['server/capabilities/weather/index.ts'])).toHaveLength(1);
});

/** `create<Name>` of every capability that its index does not export, or the application does not call. */
function findUncreated(indexes: { path: string; text: string }[], app: string): string[] {
  return indexes.flatMap(({ path, text }) => {
    const name = path.split('/')[2] ?? '';
    const create = `create${name.replaceAll(/(^|-)[a-z]/g, (start) => start.slice(-1).toUpperCase())}`;
    const isExported = new RegExp(String.raw`^export (async )?function ${create}\b`, 'm').test(text);
    return isExported && new RegExp(String.raw`\b${create}(<\w+>)?\(`).test(app) ? [] : [create];
  });
}

test('every capability is made by one function, which the application calls', () => {
  const [app] = readSources('server/app.ts');
  expect(findUncreated(readSources('server/capabilities/*/index.ts'), app?.text ?? '')).toEqual([]);
});

test('a capability that is not made in the one way is found', () => {
  const index = { path: 'server/capabilities/access-review/index.ts', text: 'export function createAccessReview(' };
  expect(findUncreated([index], 'const accessReview = createAccessReview({ clock });')).toEqual([]);
  expect(findUncreated([index], '')).toEqual(['createAccessReview']);
  expect(findUncreated([{ ...index, text: 'export { routes };' }], 'x = createAccessReview()')).toHaveLength(1);
});

/** What an index exports from a store. Only a `published-…` file is made for others: reads, never a lock or a write. */
function findStoreExports(indexes: { path: string; text: string }[]): string[] {
  return indexes.flatMap(({ path, text }) =>
    [...text.matchAll(/^export [^;]*? from '([^']+)';/gm)]
      .map(([, from = '']) => from)
      .filter((from) => /\/store(\.ts$|-|\/)/.test(from) && !/\/store[-/]published-[a-z-]+\.ts$/.test(from))
      .map((from) => `${path}: ${from}`),
  );
}

/** A store file for others that locks or writes. */
function findPublishedChanges(files: { path: string; text: string }[]): string[] {
  const changes = /\bFOR (NO KEY )?(UPDATE|SHARE)\b|\b(INSERT INTO|DELETE FROM)\b|\bUPDATE [a-z_]+\.[a-z_]+ /;
  return files.filter(({ text }) => changes.test(text)).map(({ path }) => path);
}

test('what other capabilities get of a store is a published read', () => {
  expect(findStoreExports(readSources('server/capabilities/*/index.ts'))).toEqual([]);
  const published = readSources('server/capabilities/**/*published-*.ts');
  expect(published.length).toBeGreaterThan(0);
  expect(findPublishedChanges(published)).toEqual([]);
});

test('a store that an index exports is found, and so is a published lock', () => {
  const path = 'server/capabilities/incident/index.ts';
  const good = [
    "export { closeIncident } from './life/commands/close-incident.ts';",
    "import { moveEtas } from './store.ts';",
  ];
  const published = "export { listContacts } from './record/store/published-contacts.ts';";
  expect(findStoreExports([{ path, text: [...good, published].join('\n') }])).toEqual([]);
  const bad = ['./store.ts', './store-incidents.ts', './life/store/incident-rows.ts'];
  const text = bad.map((from) => `export {\n  type Row,\n  lockRow,\n} from '${from}';`).join('\n');
  expect(findStoreExports([{ path, text }])).toEqual(bad.map((from) => `${path}: ${from}`));
  const lock = { path, text: 'SELECT 1 FROM incident.incidents WHERE id = 1 FOR UPDATE SKIP LOCKED' };
  expect(findPublishedChanges([lock])).toEqual([path]);
});

test('no folder or file is named after nothing', () => {
  expect(findNameless(listPaths())).toEqual([]);
});

test('a folder and a file named after nothing are found', () => {
  const nameless = ['server/utils/text.ts', 'web/console/shared/Button.tsx', 'server/platform/date-utils.ts'];
  expect(findNameless([...nameless, 'server/platform/clock.ts'])).toEqual(nameless);
});
