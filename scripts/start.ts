// `npm start`: everything a newcomer needs on one machine, with invented agencies and people and a LINE of our own.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keepAuthSecret } from '../server/capabilities/access/index.ts';
import { setUpLine } from '../server/channels/line/index.ts';
import { readConfig } from '../server/config.ts';
import { endOn, serve } from '../server/main.ts';
import { AppError } from '../server/platform/app-error.ts';
import { tryPort } from '../server/start-failure.ts';
import type { Stopping } from '../server/stopping.ts';
import { buildPages } from './build-pages.ts';

const started = performance.now();
const env = process.env;
const host = env.HOST || '127.0.0.1';
const simulatorPort = env.SIMULATOR_PORT || '3100';
const dataDir = env.DATA_DIR || './data';
const simulatorUrl = `http://${host}:${simulatorPort}`;
// The simulator and the server share these; they open nothing but this machine's own play.
const line = {
  LINE_CHANNEL_SECRET: 'demonstration-secret',
  LINE_ACCOUNT_ID: '@ess-demo',
  // The simulator's Login channel, and an app that only it knows.
  LINE_LIFF_ID: '2000000001-EssDemo1',
  LINE_CHANNEL_ACCESS_TOKEN: 'demonstration-token',
  LINE_STAFF_CHANNEL_SECRET: 'demonstration-staff-secret',
  LINE_STAFF_CHANNEL_ACCESS_TOKEN: 'demonstration-staff-token',
};

try {
  await tryPort(host, Number(simulatorPort), 'SIMULATOR_PORT');
  const config = readConfig(
    {
      LOG_LEVEL: 'warn',
      ...env,
      ...line,
      LINE_API_BASE: simulatorUrl,
      LINE_DATA_API_BASE: simulatorUrl,
      AUTH_SECRET: await keepAuthSecret(dataDir),
    },
    'demonstration',
  );
  // Before the pages are built: what can't listen should say so at once.
  await tryPort(config.host, config.port, 'PORT');
  await buildPages();
  // Statistics and prevention show something from the first minute; a test of the browser begins with nothing.
  const begun = { ...config, pastYear: env.DEMONSTRATION_YEAR !== 'off' };
  const stopping = await serve(begun, (text) => console.log(`· ${text}`));
  await startSimulator(`${config.publicUrl}/webhook/line`, stopping);
  // The same set-up a ministry does once with `npm run ess -- line setup`; the simulator forgets its menus when it ends.
  const findings = await setUpLine(config.line, { publicUrl: config.publicUrl, check: false });
  const refused = findings.find(({ level }) => level === 'wrong');
  if (refused) console.error(`· the LINE simulator could not be set up: ${refused.key}`);
  const { password, accounts } = await readDemoAccounts();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`
ESS Help Me runs (demonstration: invented agencies and people; ready in ${seconds} s)

  1. phone (LINE simulator)   ${simulatorUrl}/
  2. console                  ${config.publicUrl}/console/
  3. citizen page             ${config.publicUrl}/r/

  Sign in to the console with one of these; the password is  ${password}
${accounts.map(({ email, name }) => `    ${email.padEnd(40)} ${name}`).join('\n')}

  Try it: on the phone tap แจ้งเหตุร้าย, choose a type, send a place in Phitsanulok; the console of duty1 rings.
  Stop with Ctrl+C. The data stays in ${dataDir}.`);
} catch (error) {
  endOn(error);
}

/** The simulator is a process of its own, as LINE is; it ends when this one does, however that ends. */
async function startSimulator(webhookUrl: string, stopping: Stopping): Promise<void> {
  const child = fork(join(import.meta.dirname, '../simulator/main.ts'), [], {
    env: { ...env, ...line, HOST: host, SIMULATOR_PORT: simulatorPort, SIMULATOR_WEBHOOK_URL: webhookUrl },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    execArgv: [],
    // A Ctrl-C is not for it: it ends after the server, whose last calls it answers.
    detached: true,
  });
  stopping.add('the LINE simulator', async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill();
    await gone;
  });
  // One that can't be started says so instead of ending; later there is nobody to tell.
  child.on('error', (error) => console.error(error.message));
  const ended = once(child, 'exit').then(() => {
    throw new AppError('server/not-configured', {
      message: `the LINE simulator ended; is port ${simulatorPort} taken?`,
    });
  });
  if (child.stdout) await Promise.race([once(child.stdout, 'data'), ended]);
  ended.catch((error: Error) => stopping.isUnderWay() || console.error(error.message));
}

type DemoAccounts = { password: string; accounts: { email: string; name: string }[] };

/** The invented people of the demonstration, for printing. */
async function readDemoAccounts(): Promise<DemoAccounts> {
  const file = join(import.meta.dirname, '../database/demo-data/people.json');
  const { password, people } = JSON.parse(await readFile(file, 'utf8'));
  return { password, accounts: people };
}
