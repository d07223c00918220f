import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { STOP_WITHIN_MS } from '../../server/stopping.ts';

// What stands in deploy/ is tried on no machine of ours each day: what it names must exist, and its limits must be longer
// than a stop may take.

const unit = readFileSync('deploy/systemd/ess-help-me.service', 'utf8');
const image = readFileSync('deploy/Containerfile', 'utf8');
const compose = readFileSync('deploy/compose.yaml', 'utf8');
const config = readFileSync('server/config.ts', 'utf8');
const manual = readFileSync('docs/operate/services-and-containers.md', 'utf8');

const linesOf = (text: string, key: RegExp) =>
  text
    .split('\n')
    .map((line) => line.replace(/^#(?=[A-Z])/, ''))
    .flatMap((line) => key.exec(line)?.[1] ?? []);
const allMatches = (text: string, what: RegExp) => [...text.matchAll(what)].map(([, found = '']) => found);

/** Variables that are no setting of the server. */
function findUnknownVariables(names: string[]): string[] {
  return names.filter((name) => !new RegExp(`^  ${name.replace(/_FILE$/, '')}:`, 'm').test(config));
}

test('every variable they set is one that the server reads', () => {
  const ofUnit = linesOf(unit, /^Environment=(\w+)=/);
  const ofImage = allMatches(image, /(?:^ENV|\s)([A-Z_]+)=[\w./]/gm).filter((name) => name !== 'BASE');
  const [, server = ''] = compose.split(/^ {2}server:$/m);
  const ofCompose = allMatches(server, /^ {6}([A-Z_]+):/gm);
  for (const names of [ofUnit, ofImage, ofCompose]) {
    expect(names.length).toBeGreaterThan(2);
    expect(findUnknownVariables(names)).toEqual([]);
  }
  expect(findUnknownVariables(['HOST', 'AUTH_SECRET_FILE', 'AUTH_SECRETS'])).toEqual(['AUTH_SECRETS']);
});

test('the files they name exist, and what runs is all in the image', () => {
  const copied = allMatches(image, /^COPY (?!--)(.+) \S+$/gm).flatMap((line) => line.split(' '));
  expect(copied).toContain('server/');
  expect(copied.filter((path) => !existsSync(path))).toEqual([]);
  const { imports } = JSON.parse(readFileSync('package.json', 'utf8')) as { imports: Record<string, string> };
  const roots = Object.values(imports).map((path) => path.split('/')[1]);
  const missing = roots.filter((root) => root !== 'tests' && !copied.includes(`${root}/`));
  expect(missing).toEqual([]);
  const [, dockerfile = ''] = /dockerfile: (\S+)/.exec(compose) ?? [];
  expect(existsSync(dockerfile)).toBe(true);
});

test('they start what the manual says, without npm and without a shell', () => {
  const command = 'node scripts/bootstrap.mjs scripts/serve.ts';
  expect(manual).toContain(`exec ${command}\n`);
  expect(linesOf(unit, /^ExecStart=(.+)/)).toEqual([command]);
  expect(allMatches(image, /^ENTRYPOINT (.+)/gm)).toEqual([JSON.stringify(command.split(' ')).replaceAll(',', ', ')]);
  for (const path of command.split(' ').slice(1)) expect(existsSync(path), path).toBe(true);
});

test('they stop it by SIGTERM to the first process alone, and wait longer than a stop may take', () => {
  const longer = (seconds: string | undefined) =>
    expect(Number(seconds)).toBeGreaterThanOrEqual(STOP_WITHIN_MS / 1000 + 10);
  expect(unit).toMatch(/^KillMode=mixed$/m);
  expect(unit).toMatch(/^KillSignal=SIGTERM$/m);
  longer(linesOf(unit, /^TimeoutStopSec=(\d+)$/)[0]);
  expect(image).toMatch(/^STOPSIGNAL SIGTERM$/m);
  const [, server = ''] = compose.split(/^ {2}server:$/m);
  expect(server).toMatch(/stop_signal: SIGTERM/);
  longer(/stop_grace_period: (\d+)s/.exec(server)?.[1]);
  longer(/--stop-timeout (\d+)/.exec(manual)?.[1]);
  expect(manual).toContain(`not stopped within ${STOP_WITHIN_MS / 1000} s`);
});

test('the account, its folder and its secrets are the same wherever they are named', () => {
  expect(image).toMatch(/^USER 10001:10001$/m);
  const [, data = ''] = /DATA_DIR=(\S+)/.exec(image) ?? [];
  for (const text of [unit, image, compose, manual]) expect(text).toContain(data);
  const secrets = allMatches(compose, /\/run\/secrets\/([\w-]+)/g);
  for (const name of secrets) expect(compose).toContain(`file: ./secrets/${name}`);
  for (const name of linesOf(unit, /^LoadCredential=([\w-]+):/)) {
    expect(unit).toContain(`LoadCredential=${name}:/etc/ess-help-me/${name}`);
    expect(unit).toContain(`_FILE=%d/${name}`);
  }
});
