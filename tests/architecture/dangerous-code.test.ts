import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isTest, listPlaces, type ProjectFile, readSources } from './read-project.ts';

/** What turns somebody's text into code, markup, a command or a connection, and the few files that may. */
const DANGERS: { what: RegExp; may?: RegExp; example: string }[] = [
  { what: /\beval\(|\bnew Function\(|from 'node:vm'|\bset(?:Timeout|Interval)\(\s*['"`]/g, example: 'eval(text)' },
  {
    what: /\binnerHTML\b|\bouterHTML\b|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write/g,
    example: 'x.innerHTML = text',
  },
  // Only our own origin can send: a page to its service worker, one fixed text that is not used; and the tabs of one
  // browser to each other, what each of them could ask the server for.
  {
    what: /\bpostMessage\(|addEventListener\(\s*['"]message['"]/g,
    may: /^web\/console\/(?:service-worker\/app-shell|outbox\/use-offline-app|live\/(?:browser-tabs|tab-messages))\.ts$/,
    example: "addEventListener('message', receive)",
  },
  {
    what: /\b(?:localStorage|sessionStorage|indexedDB)\b|document\.cookie/g,
    // A language and names of units: nothing of a report.
    // A patrol's phone keeps its open jobs and what it has not sent (decision 0027); the end of a session forgets the
    // jobs, and what was not sent lies sealed (0041).
    // The citizen page: a tab keeps which report is its own, and what has no signal yet waits sealed (0072).
    // A tab keeps a half-written call for its clerk until they send it, sign out, or the tab is closed.
    may: /^web\/console\/text\/language\.ts$|^web\/console\/features\/incident\/panel\/recent-units\.ts$|^web\/console\/outbox\/database\.ts$|^web\/console\/features\/access\/stored-me\.ts$|^web\/console\/shell\/shells\.ts$|^web\/console\/features\/access\/(?:session|leave)\.ts$|^web\/console\/features\/control-room\/calls\/stored-call\.ts$|^web\/citizen\/(?:kept-here|sealed-store)\.ts$/,
    example: 'localStorage.setItem(key, text)',
  },
  {
    what: /from 'node:child_process'/g,
    may: /^server\/platform\/(?:database\/(?:embedded-postgres|postgres-user)|workers\/workers)\.ts$/,
    example: "import { execFile } from 'node:child_process'",
  },
  { what: /\bexec(?:Sync)?\(\s*[`'"]|shell:\s*true/g, example: 'spawn(file, text, { shell: true })' },
  // A pattern made of a stranger's text could run for ever; these are made of constants and of our own patterns.
  {
    what: /\bnew RegExp\(/g,
    may: /^server\/capabilities\/jurisdiction\/place-mentions\.ts$|^contract\/(?:coordinates|fold-text)\.ts$/,
    example: 'new RegExp(text)',
  },
  // SQL with the values written into it. Migrations are ours, whole and without values; a statement on roles or settings
  // takes none, so names and ids are checked against a pattern there. A row's columns are constants of its store.
  {
    what: /\bsql\s*\.raw\((?!\s*`[^`$]*`|\s*'[^']*')/g,
    may: /^server\/platform\/database\/(?:columns|migrate|transaction|database-roles|role-logins)\.ts$/,
    example: 'sql.raw(text)',
  },
  { what: /\bcreateHash\((?!'sha(?:256|384|512)')/g, example: "createHash('md5')" },
  {
    what: /\bcreateHmac\((?!'sha(?:256|384|512)')/g,
    // SHA-1 inside HMAC is what authenticator apps know (RFC 6238), and unbroken there.
    may: /^server\/capabilities\/access\/totp\.ts$/,
    example: "createHmac('sha1', key)",
  },
  {
    what: /\bcreate(?:C|Dec)ipher(?:iv)?\(/g,
    may: /^server\/capabilities\/access\/sealing\.ts$/,
    example: "createCipheriv('aes-256-ecb', key, null)",
  },
  {
    what: /rejectUnauthorized:\s*false|NODE_TLS_REJECT_UNAUTHORIZED|insecureHTTPParser/g,
    example: 'rejectUnauthorized: false',
  },
  { what: /\bxmlns\b.*\bDOMParser\b|new DOMParser\(|new XMLHttpRequest\(/g, example: 'new DOMParser()' },
];

/** Kinds of libraries the server does without: each would bring the injections of its kind. */
const KINDS =
  /xml|ldap|xpath|latex|nodemailer|smtp|imap|memcache|graphql|^ws$|socket\.io|webrtc|handlebars|mustache|^ejs$|^pug$|serialize-javascript|node-serialize|lodash|markdown|^marked$/;

function findDangers(files: ProjectFile[]): string[] {
  return DANGERS.flatMap(({ what, may }) =>
    files.filter(({ path }) => !isTest(path) && !may?.test(path)).flatMap((file) => listPlaces(file, what)),
  );
}

test('nothing makes code, markup, commands, patterns or SQL of text that comes from outside', () => {
  expect(findDangers(readSources('{contract,charts,server,web}/**/*.{ts,tsx}'))).toEqual([]);
});

test.each(DANGERS.map(({ example }) => example))('%s is found', (example) => {
  expect(findDangers([{ path: 'server/capabilities/incident/store.ts', text: example }])).toHaveLength(1);
  expect(findDangers([{ path: 'server/capabilities/incident/store.ts', text: `// ${example}` }])).toEqual([]);
});

test('what is encrypted is encrypted by AES-256-GCM', () => {
  const ciphers = readSources('server/**/*.ts').filter(
    (file) => !isTest(file.path) && listPlaces(file, /\bcreateCipheriv\(/g).length > 0,
  );
  for (const { path, text } of ciphers) {
    const named = [...text.matchAll(/'aes-[\w-]+'|'chacha20[\w-]*'|'des[\w-]*'/g)].map(String);
    expect(named, path).toEqual(["'aes-256-gcm'"]);
  }
});

test('calls to the outside leave from one file for each channel, and never follow a redirect with our token', () => {
  const callers = readSources('{contract,server}/**/*.ts').filter(
    (file) =>
      !isTest(file.path) && listPlaces(file, /(?<![.\w])fetch\(|\brequest\b[^;]*from 'node:https?'/g).length > 0,
  );
  expect(callers.map(({ path }) => path)).toEqual([
    'server/channels/line/line-client.ts',
    'server/channels/roads/road-times.ts',
    'server/platform/outbound/post-outside.ts',
  ]);
  for (const { path, text } of callers) {
    if (/(?<![.\w])fetch\(/.test(text)) expect(text, path).toContain("redirect: 'error'");
    if (/from 'node:https?'/.test(text)) expect(text, path).toContain("reason: 'redirect'");
  }
});

test('the server is built without libraries of dangerous kinds', () => {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> };
  expect(Object.keys(dependencies).filter((name) => KINDS.test(name))).toEqual([]);
  expect(KINDS.test('fast-xml-parser')).toBe(true);
});
