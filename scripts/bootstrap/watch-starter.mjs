import { readFileSync } from 'node:fs';

const LOOK_EVERY_MS = 500;

/**
 * Calls `gone` when the npm that started this process has ended. npm runs a script through `sh`, which dies of the signal
 * that npm hands on to it and hands on nothing itself; killed or hung up on, npm leaves even the shell behind. Without npm
 * nothing is watched: who starts a server in the background and leaves means it to stay.
 * @param {Record<string, string | undefined>} env
 * @param {() => void} gone
 * @returns {() => void} ends the watch
 */
export function watchStarter(env, gone) {
  if (env.npm_lifecycle_event === undefined) return () => {};
  const shell = process.ppid;
  const npm = findParent(shell);
  const looking = setInterval(() => {
    if (process.ppid === shell && findParent(shell) === npm) return;
    clearInterval(looking);
    gone();
  }, LOOK_EVERY_MS);
  return () => clearInterval(looking);
}

/** The parent of a process; undefined where the system does not tell (it has no /proc). */
function findParent(pid) {
  try {
    // The name in brackets may hold anything; behind it come state and parent.
    const [, parent] = /\) \S+ (\d+) /.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return parent;
  } catch {
    return undefined;
  }
}
