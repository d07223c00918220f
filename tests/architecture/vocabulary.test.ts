import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { isTest, listPaths, type ProjectFile, readSources, withoutComments } from './read-project.ts';

type Retired = { say: string; except?: RegExp };

const WHAT_IT_DOES: Retired = { say: 'what it does' };

/**
 * One thing, one word (docs/glossary.md). These words are refused in names: of files and folders, of what the code
 * declares, and of what the database schema holds. `except` matches the names in which the word means just that.
 */
const IN_NAMES: Record<string, Retired> = {
  // What other systems call our things, or what says nothing.
  ticket: { say: 'report, incident or case' },
  complaint: { say: 'report' },
  patient: { say: 'person or victim', except: /^patient$/ }, // FHIR's own name of a field
  melding: { say: 'report' },
  car: { say: 'unit', except: /^car$/ }, // a kind of vehicle
  manager: WHAT_IT_DOES,
  helper: WHAT_IT_DOES,
  helpers: WHAT_IT_DOES,
  util: WHAT_IT_DOES,
  utils: WHAT_IT_DOES,
  misc: WHAT_IT_DOES,
  handler: { say: 'what it does: a route, reaction or command' },
  processor: WHAT_IT_DOES,
  // What this project once called by private words.
  house: { say: 'application, project or service role' },
  door: { say: 'public API or route', except: /(?:next|at).?door/i },
  doors: { say: 'public APIs or routes' },
  room: { say: 'module or slot', except: /(?:control|radio).?room/i },
  desk: { say: 'user role, shell, console or control room', except: /national.?desk/i },
  asker: { say: 'actor' },
  sight: { say: 'visibility' },
  sights: { say: 'visibility' },
  looker: { say: 'viewer' },
  bearings: { say: 'access facts' },
  deed: { say: 'audit event' },
  deeds: { say: 'audit events' },
  doer: { say: 'actor' },
  saying: { say: 'prompt' },
  speech: { say: 'message' },
  spoken: { say: 'message' },
  talk: { say: 'conversation' },
  reach: { say: 'recipients, reachability or scope' },
  standing: { say: 'availability, snapshot or status' },
  owe: { say: 'pending' },
  owes: { say: 'pending' },
  owed: { say: 'pending' },
  climb: { say: 'escalation run' },
  climbs: { say: 'escalation runs' },
  rung: { say: 'step' },
  rungs: { say: 'steps' },
  ladder: { say: 'escalation policy' },
  ladders: { say: 'escalation policies' },
  firing: { say: 'step execution' },
  survey: { say: 'candidates' },
  promiser: { say: 'ETA owner' },
  hush: { say: 'silent or mute' },
  hushed: { say: 'silent' },
  plea: { say: 'help request' },
  wish: { say: 'menu request' },
  wishes: { say: 'menu requests' },
  wake: { say: 'notify' },
  gather: { say: 'batch' },
  notices: { say: 'notifications' },
  alike: { say: 'duplicate candidates' },
  oversight: { say: 'access review' },
  dispatch: { say: 'control room' },
  drawer: { say: 'what it holds' },
  drawers: { say: 'what they hold' },
};

/** What comments and documents say by the field's own terms; each is rare enough in ordinary English to be looked for. */
const IN_SENTENCES: [what: RegExp, say: string][] = [
  [/\bthe house(?:'s|’s)?\b(?! number| next| they| where)/gi, 'the application, the project or the service role'],
  [/\baskers?\b/gi, 'actor'],
  [/\blookers?\b/gi, 'viewer'],
  [/\bdoers?\b/gi, 'actor'],
  [/\bdeeds?\b/gi, 'action or audit event'],
  [/\bpromisers?\b/gi, 'ETA owner'],
  [/\bhushed\b/gi, 'silent'],
  [/\bpleas?\b/gi, 'help request'],
  [/\brungs?\b/gi, 'step'],
  [/\bladders?\b/gi, 'escalation policy'],
  [/\bclimb(?:s|ed|ing)?\b/gi, 'escalation run, next step'],
  [/\bdut(?:y|ies) of time\b/gi, 'scheduled job'],
  [/\boversight\b/gi, 'access review'],
  [/\b(?:owed|owes) (?:messages?|words|notifications?|notices?)\b/gi, 'pending'],
];

const DECLARED = /\b(?:const|let|function|type|interface|class)\s+([A-Za-z_$][\w$]*)/g;
const DOCUMENTS = '{*.md,{contract,charts,database,docs,server,web,simulator,tests}/**/*.md}';
/** Where the retired words are named in order to be refused. */
const LISTS = ['tests/architecture/vocabulary.test.ts', 'docs/glossary.md'];

function findRetiredNames(files: ProjectFile[]): string[] {
  return files.flatMap(({ path, text }) => [
    ...listRetiredWords(path.replace(/\..*$/, ''), path),
    ...[...withoutComments(text).matchAll(DECLARED)].flatMap(([, name = '']) => listRetiredWords(name, path)),
  ]);
}

/** Retired words in the names and state values of the schema as PostgreSQL describes it. */
function findRetiredSqlNames(schema: string): string[] {
  const code = schema
    .split('\n')
    .filter((line) => !/^(?:--|COMMENT ON)/.test(line))
    .join('\n');
  return [...new Set(code.match(/[a-z][a-z0-9_-]*/g))].flatMap((name) => listRetiredWords(name, 'database/schema.sql'));
}

function listRetiredWords(name: string, path: string): string[] {
  return splitName(name).flatMap((word) => {
    const retired = Object.hasOwn(IN_NAMES, word) ? IN_NAMES[word] : undefined;
    if (retired === undefined || retired.except?.test(name)) return [];
    return [`${path}: "${name}" says ${word}, we say ${retired.say}`];
  });
}

/** Words of a name: `openCarTask` → open, car, task. */
function splitName(name: string): string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
}

function findRetiredSentences(files: ProjectFile[]): string[] {
  return files
    .filter(({ path }) => !LISTS.includes(path))
    .flatMap(({ path, text }) => {
      const lines = listSentences({ path, text }).split('\n');
      return lines.flatMap((line, index) =>
        IN_SENTENCES.flatMap(([what, say]) =>
          [...line.matchAll(what)].map(([found]) => `${path}:${index + 1} "${found}": we say ${say}`),
        ),
      );
    });
}

/** What is written for people who read the code: a document as it is, of SQL and TypeScript the comments. */
function listSentences({ path, text }: ProjectFile): string {
  if (path.endsWith('.md')) return text;
  const comment = path.endsWith('.sql') ? /--.*|COMMENT ON[\s\S]*?;/g : /^\s*(?:\/\/|\/?\*).*|\s\/\/ .*/gm;
  const kept = [...text.matchAll(comment)];
  // Everything else becomes blank, so that lines stay lines.
  let blank = text.replaceAll(/[^\n]/g, ' ');
  for (const { 0: found, index } of kept) blank = blank.slice(0, index) + found + blank.slice(index + found.length);
  return blank;
}

test('one thing has one word in the names of files and code', () => {
  // The simulator plays LINE and speaks LINE's words.
  const ours = readSources('{contract,charts,server,web,scripts}/**/*.{ts,tsx,mjs}').filter(
    ({ path }) => !isTest(path),
  );
  expect(findRetiredNames(ours)).toEqual([]);
});

test('and in the names and states of the database', () => {
  expect(findRetiredSqlNames(readFileSync('database/schema.sql', 'utf8'))).toEqual([]);
});

test('and in comments and documents', () => {
  const files = [
    ...readSources('{contract,charts,server,web,scripts,simulator,tests}/**/*.{ts,tsx,mjs}'),
    ...readSources('database/migrations/*.sql'),
    ...readSources(DOCUMENTS),
  ];
  expect(findRetiredSentences(files)).toEqual([]);
});

test('a retired word is found in names, not in strings, longer words or the names it belongs to', () => {
  const file = (text: string, path = 'server/a.ts'): ProjectFile => ({ path, text });
  expect(findRetiredNames([file('function openTicket() {}')])).toHaveLength(1);
  expect(findRetiredNames([file('', 'server/queue-manager.ts')])).toHaveLength(1);
  expect(findRetiredNames([file('', 'server/house/a.ts')])).toHaveLength(1);
  expect(findRetiredNames([file("// a ticket\nconst cardOfCare = 1; const officer = 'handler';")])).toEqual([]);
  expect(findRetiredNames([file('const controlRoom = 1; const branch = 2; const backOffice = 3;')])).toEqual([]);
});

test('a retired word is found in a table, a column, a policy and a state', () => {
  const schema = "CREATE TABLE a.rungs (\n  sight text CHECK (b = 'owed'::text)\n);\nCREATE POLICY desk_sees ON a.b;";
  expect(findRetiredSqlNames(schema)).toHaveLength(4);
  expect(findRetiredSqlNames("COMMENT ON TABLE a.b IS 'a ticket office';\nCREATE TABLE a.control_room ();")).toEqual(
    [],
  );
});

test('a retired word is found in a comment and a document, not in the code beside it', () => {
  const count = (path: string, text: string): number => findRetiredSentences([{ path, text }]).length;
  expect(count('docs/a.md', 'The house asks.')).toBe(1);
  expect(count('server/a.ts', '// Who the asker is.\nconst a = 1; // the next rung')).toBe(2);
  expect(count('database/migrations/0001_a.sql', "COMMENT ON TABLE a.b IS\n  'The doer.';")).toBe(1);
  expect(count('server/a.ts', "const text = 'the house';")).toBe(0);
  expect(count('docs/a.md', 'The house number; a lock is held; look it up.')).toBe(0);
});

test('files are named in kebab-case, React components in PascalCase', () => {
  const misnamed = (paths: string[]): string[] =>
    paths.filter(
      (path) =>
        !/^[a-z0-9]+([-.][a-z0-9]+)*\.(ts|mjs|d\.ts)$|^([A-Z][A-Za-z0-9]*|[a-z0-9-]+)(\.test)?\.tsx$/.test(
          basename(path),
        ),
    );
  expect(misnamed(listPaths('{contract,charts,server,web,simulator,scripts,tests}/**/*.{ts,tsx,mjs}'))).toEqual([]);
  expect(misnamed(['server/OpenIncident.ts', 'server/open_incident.ts'])).toHaveLength(2);
});
