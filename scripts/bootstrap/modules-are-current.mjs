import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * True when node_modules holds what package-lock.json asks for. Costs one hash of package-lock.json when our own mark is
 * there. Without the mark (someone ran `npm ci` or `npm install` himself) npm's own record of what it installed decides,
 * so that a good node_modules is never thrown away under a running server.
 * @param {string} root folder of package.json
 * @param {'all' | 'production'} needed 'production' leaves devDependencies out
 */
export function modulesAreCurrent(root, needed) {
  const mark = readOrNothing(markPath(root));
  const hash = lockHash(root);
  if (mark === `${hash} all` || mark === `${hash} ${needed}`) return true;
  if (!isInstalled(root, needed)) return false;
  rememberModules(root, needed);
  return true;
}

/**
 * Leaves the mark that makes the next start cheap. Where node_modules may only be read, the next start compares again. The
 * mark is a new file each time: written in place it would change in a copy of node_modules made of hard links too, and say
 * that the copy holds what it does not.
 */
export function rememberModules(root, needed) {
  try {
    mkdirSync(join(root, 'node_modules'), { recursive: true });
    const written = `${markPath(root)}.${process.pid}`;
    writeFileSync(written, `${lockHash(root)} ${needed}`);
    renameSync(written, markPath(root));
  } catch (error) {
    if (error.code !== 'EACCES' && error.code !== 'EROFS') throw error;
  }
}

/** Folders (relative to root) of the packages that this machine needs, from package-lock.json. */
export function listNeededFolders(root, needed) {
  return Object.entries(readLock(join(root, 'package-lock.json')))
    .filter(([folder, entry]) => isNeeded(folder, entry, needed))
    .map(([folder]) => folder);
}

function isInstalled(root, needed) {
  const wanted = readLock(join(root, 'package-lock.json'));
  const installed = readLock(join(root, 'node_modules', '.package-lock.json'));
  return listNeededFolders(root, needed).every(
    (folder) =>
      installed[folder] !== undefined &&
      installed[folder].version === wanted[folder].version &&
      installed[folder].integrity === wanted[folder].integrity &&
      existsSync(join(root, folder)),
  );
}

function isNeeded(folder, entry, needed) {
  if (!folder.startsWith('node_modules/')) return false;
  if (needed === 'production' && (entry.dev || entry.devOptional)) return false;
  if (!allows(entry.os, process.platform) || !allows(entry.cpu, process.arch)) return false;
  // What stays is optional builds: those that name a C library come in pairs of which npm takes one, and those that name
  // no processor belong to some other build. Which of them is right here is npm's business.
  return !entry.optional || (entry.cpu !== undefined && entry.libc === undefined);
}

/** npm's `os` and `cpu` fields: a name or a list of names, each possibly with a leading `!`. */
function allows(field, mine) {
  if (field === undefined) return true;
  const names = [field].flat();
  if (names.includes(`!${mine}`)) return false;
  const positive = names.filter((name) => !name.startsWith('!'));
  return positive.length === 0 || positive.includes(mine);
}

function markPath(root) {
  return join(root, 'node_modules', '.ess-lock-hash');
}

function lockHash(root) {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

function readLock(path) {
  const text = readOrNothing(path);
  return text === undefined ? {} : (JSON.parse(text).packages ?? {});
}

function readOrNothing(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
