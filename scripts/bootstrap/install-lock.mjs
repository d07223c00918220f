import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const HEARTBEAT_MS = 1_000;
// Long enough for a machine that swaps while npm unpacks, short enough that a killed installer does not hold up a person.
const ABANDONED_AFTER_MS = 15_000;

/**
 * Waits until this process alone may change node_modules; two `npm ci` at once empty the folder under each other.
 * The lock stands beside node_modules, because npm empties that folder first. A heartbeat shows that its owner lives.
 * @param {string} root folder of package.json
 * @param {() => void} onWait called once when another process holds the lock
 * @returns {Promise<() => void>} releases the lock
 */
export async function holdInstallLock(root, onWait) {
  const path = join(root, '.install-lock');
  let waiting = false;
  while (!take(path)) {
    if (isAbandoned(path)) {
      removeAbandoned(path);
      continue;
    }
    if (!waiting) onWait();
    waiting = true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const heartbeat = setInterval(() => touch(path), HEARTBEAT_MS);
  const release = () => {
    clearInterval(heartbeat);
    if (readOwner(path) === String(process.pid)) rmSync(path, { force: true });
  };
  process.once('exit', release);
  return release;
}

function take(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw new Error(`Cannot write ${path}: ${error.message}. The node modules cannot be installed here.`);
  }
}

function isAbandoned(path) {
  const modified = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  return modified !== undefined && Date.now() - modified > ABANDONED_AFTER_MS;
}

/** Moved aside before it is removed: of two that see the same abandoned lock, one rename wins and the other finds nothing. */
function removeAbandoned(path) {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    rmSync(aside, { force: true });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

function touch(path) {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // The lock was taken away as abandoned while this machine slept; the mark in node_modules still tells the truth.
  }
}

function readOwner(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
