import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '../../../server/platform/free-port.ts';

export type Started = {
  consoleUrl: string;
  phoneUrl: string;
  output: string;
  dataDir: string;
  stop(options?: { keepData: boolean }): Promise<void>;
};

/** Names the data folder of a system that was started once and stopped. */
export const PREPARED = 'ESS_E2E_PREPARED';

/**
 * Runs `npm start` and waits for the printed addresses. `host`: the host name in the addresses; browsers make passkeys for
 * names only, not for IP addresses. `from`: on an empty data folder, as a newcomer does, or on a copy of the prepared one.
 * `year`: with the invented incidents of a year.
 */
export async function npmStart({
  host = '127.0.0.1',
  from = 'prepared',
  year = false,
}: {
  host?: '127.0.0.1' | 'localhost';
  from?: 'prepared' | 'nothing';
  year?: boolean;
} = {}): Promise<Started> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ess-e2e-'));
  // With the owner of each file: a database's is not ours.
  if (from === 'prepared') execFileSync('cp', ['-a', `${process.env[PREPARED]}/.`, dataDir]);
  const { child, output, port, simulatorPort } = await startOnFreePorts((ports) => ({
    ...{ ...ports, DATA_DIR: dataDir, DEMONSTRATION_YEAR: year ? 'on' : 'off' },
    PUBLIC_URL: `http://${host}:${ports.PORT}`,
  }));
  const publicUrl = `http://${host}:${port}`;
  return {
    consoleUrl: `${publicUrl}/console/`,
    phoneUrl: `http://127.0.0.1:${simulatorPort}/`,
    output,
    dataDir,
    async stop({ keepData } = { keepData: false }) {
      // npm ends before what it started; its output is closed when nobody writes to it any more.
      const ended = new Promise((end) => child.once('close', end));
      if (child.pid) process.kill(-child.pid, 'SIGTERM');
      await ended;
      if (!keepData) rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
    },
  };
}

type Ports = { PORT: string; SIMULATOR_PORT: string };

/** Between being found and being listened at, a port may be taken by a browser or another start: then others are found. */
async function startOnFreePorts(settingsOf: (ports: Ports) => Record<string, string>, tries = 3) {
  const [port, simulatorPort] = [await findFreePort(), await findFreePort()];
  const settings = settingsOf({ PORT: String(port), SIMULATOR_PORT: String(simulatorPort) });
  const child = spawn('npm', ['start'], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  try {
    return { child, port, simulatorPort, output: await readUntil(child, 'Stop with Ctrl+C') };
  } catch (error) {
    if (tries > 1 && `${error}`.includes('server/port-taken')) return startOnFreePorts(settingsOf, tries - 1);
    throw error;
  }
}

function readUntil(child: ChildProcess, text: string): Promise<string> {
  let output = '';
  return new Promise((found, failed) => {
    const read = (chunk: Buffer) => {
      output += chunk;
      if (output.includes(text)) found(output);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => failed(new Error(`npm start ended with ${code}:\n${output}`)));
  });
}
