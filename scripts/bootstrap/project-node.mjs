import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { watchStarter } from './watch-starter.mjs';

/**
 * For what serves: Node's own code on large pages where the system has them, and as usual where it has not. A server that
 * rests between two reports finds its way back with a tenth less CPU (decision 0062).
 */
export const SERVER_FLAGS = ['--use-largepages=silent'];
const FORWARDED_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR2'];

/**
 * Runs Node with the given arguments in this process's place: same input, output, signals and end. The Node is the one
 * that package.json pins; where its package does not exist or does not start (another C library), the machine's own.
 * @param {string} root folder of package.json
 * @param {string[]} nodeArguments
 * @param {{ major: number, serves: boolean }} options the lowest major version that runs the project's TypeScript as it is,
 *   and whether the child serves until it is stopped: then it must not outlive this process, nor the npm that started it
 * @returns {Promise<{ code: number | null, signal: NodeJS.Signals | null }>}
 */
export async function runWithProjectNode(root, nodeArguments, { major, serves }) {
  const pinned = findPinnedNode(root);
  const all = serves ? [...SERVER_FLAGS, ...nodeArguments] : nodeArguments;
  const outcome = pinned === undefined ? undefined : await run(pinned, root, all, serves);
  if (outcome !== undefined) return outcome;
  if (Number.parseInt(process.versions.node, 10) < major) {
    throw new Error(
      `This project needs Node ${major}, which npm does not carry for ${process.platform}-${process.arch}. ` +
        `This machine has Node ${process.versions.node}: install Node ${major} or newer and start again.`,
    );
  }
  return run(process.execPath, root, all, serves);
}

function findPinnedNode(root) {
  const kind = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  // On npm the Node of a Mac with Apple's processor goes by the second kind of name.
  return [`node-${kind}`, `node-bin-${kind}`]
    .map((name) => join(root, 'node_modules', name, 'bin', binary))
    .find((path) => existsSync(path));
}

/** Resolves undefined when the binary cannot be started at all. */
function run(node, root, nodeArguments, serves) {
  return new Promise((resolve) => {
    const path = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
    // By the channel a server learns at once that this process is gone, also by SIGKILL.
    const stdio = ['inherit', 'inherit', 'inherit', ...(serves ? ['ipc'] : [])];
    const child = spawn(node, nodeArguments, { stdio, env: { ...process.env, PATH: path } });
    const unwatch = serves ? watchStarter(process.env, () => child.kill('SIGTERM')) : () => {};
    const forwards = FORWARDED_SIGNALS.map((signal) => [signal, () => forward(child, signal)]);
    for (const [signal, listener] of forwards) process.on(signal, listener);
    const finish = (outcome) => {
      unwatch();
      for (const [signal, listener] of forwards) process.off(signal, listener);
      resolve(outcome);
    };
    child.on('error', () => finish(undefined));
    child.on('exit', (code, signal) => finish({ code, signal }));
  });
}

/** Ctrl-C in a terminal already reaches the child; forwarding it too would look like an impatient second Ctrl-C. */
function forward(child, signal) {
  if (signal === 'SIGINT' && process.stdin.isTTY) return;
  child.kill(signal);
}
