import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { listNeededFolders } from './modules-are-current.mjs';

const PROGRESS_EVERY_MS = 4_000;
const LINES_SHOWN_ON_FAILURE = 30;

/**
 * Runs `npm ci` and says every few seconds how far it is; npm itself is silent for minutes on a slow line.
 * @param {string} root folder of package.json
 * @param {'all' | 'production'} needed
 * @param {(line: string) => void} say
 */
export async function installModules(root, needed, say) {
  const folders = listNeededFolders(root, needed);
  const started = Date.now();
  say(`· installing ${folders.length} node modules as package-lock.json says (about 800 MB on disk) …`);
  const progress = setInterval(() => {
    const done = folders.filter((folder) => existsSync(join(root, folder, 'package.json'))).length;
    const doing = done < folders.length ? `${done} of ${folders.length} unpacked` : 'linking and checking';
    say(`  ${seconds(started)} s: ${doing}`);
  }, PROGRESS_EVERY_MS);
  try {
    await npmCi(root, needed);
  } finally {
    clearInterval(progress);
  }
  say(`· node modules are in place (${seconds(started)} s)`);
}

function npmCi(root, needed) {
  // Said outright, because NODE_ENV=production alone would make npm leave the build tools out.
  const dev = needed === 'production' ? '--omit=dev' : '--include=dev';
  const command = ['ci', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error', dev];
  return new Promise((resolve, reject) => {
    const output = [];
    const [file, args, options] = npmCall(command);
    const child = spawn(file, args, { ...options, cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    // Alone it would go on emptying and filling the folder after we are gone.
    const end = (signal) => {
      child.kill(signal);
      child.once('close', () => process.exit(128 + constants.signals[signal]));
    };
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, end);
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.on('error', (error) => reject(new Error(`npm could not be started: ${error.message}`)));
    child.on('close', (code) => {
      for (const signal of signals) process.off(signal, end);
      if (code === 0) return resolve();
      const said = Buffer.concat(output).toString().trimEnd().split('\n').slice(0, LINES_SHOWN_ON_FAILURE);
      reject(
        new Error([...said, '', 'The node modules could not be installed: `npm ci` failed (see above).'].join('\n')),
      );
    });
  });
}

/** Program, arguments and how to run them. */
function npmCall(command) {
  const npmScript = process.env.npm_execpath;
  // Under `npm test` npm tells its own path; a plain `node scripts/bootstrap.mjs` finds it on the PATH.
  if (npmScript?.endsWith('.js')) return [process.execPath, [npmScript, ...command], {}];
  return process.platform === 'win32' ? ['npm.cmd', command, { shell: true }] : ['npm', command, {}];
}

function seconds(started) {
  return Math.round((Date.now() - started) / 1000);
}
