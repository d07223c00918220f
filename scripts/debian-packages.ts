import { existsSync } from 'node:fs';
import { runQuietly } from './run-step.ts';

/** Something of the machine that some tests need. `name` is the word for `--without=`. */
export type Need = {
  name: string;
  what: string;
  debianPackage: string;
  tests: string;
  isThere: () => Promise<boolean>;
};

/** How the machine is asked and changed; tests put their own in. */
export type Machine = { run: typeof runQuietly; exists: (path: string) => boolean; isRoot: boolean };

const PROGRESS_EVERY_MS = 5_000;

export const thisMachine: Machine = { run: runQuietly, exists: existsSync, isRoot: process.getuid?.() === 0 };

/** What the tests need beyond node modules. */
export function listNeeds({ run, exists }: Machine): Need[] {
  return [
    {
      name: 'browser',
      what: 'Chromium (/usr/bin/chromium)',
      debianPackage: 'chromium',
      tests: 'the browser tests (tests/e2e)',
      isThere: async () => exists('/usr/bin/chromium'),
    },
    {
      name: 'thai-fonts',
      what: 'a Thai font (fc-list :lang=th)',
      debianPackage: 'fonts-noto-core',
      tests: 'the browser tests (tests/e2e), because their Thai would be empty boxes,',
      isThere: async () => {
        const fonts = await run('fc-list', [':lang=th']).catch(() => ({ code: 1, output: '' }));
        return fonts.code === 0 && fonts.output !== '';
      },
    },
  ];
}

/**
 * Installs what is missing from Debian's packages, where this machine is Debian-like and we may.
 * @returns the needs that are still missing, each with the reason in `why`
 */
export async function provideNeeds(
  needs: Need[],
  machine: Machine,
  writeLine: (line: string) => void,
): Promise<{ need: Need; why: string }[]> {
  const missing = await listMissing(needs);
  if (missing.length === 0) return [];
  const apt = await findApt(machine);
  if (typeof apt === 'string') return missing.map((need) => ({ need, why: apt }));
  const packages = missing.map((need) => need.debianPackage);
  writeLine(`· installing ${packages.join(' and ')} from Debian's packages …`);
  const started = Date.now();
  const progress = setInterval(() => writeLine(`  ${Math.round((Date.now() - started) / 1000)} s`), PROGRESS_EVERY_MS);
  const failure = await aptInstall(machine, apt, packages).finally(() => clearInterval(progress));
  if (failure !== undefined) writeLine(failure.replaceAll(/^/gm, '    '));
  const why =
    failure === undefined ? 'its Debian package does not bring it' : 'apt-get could not install it (see above)';
  return (await listMissing(missing)).map((need) => ({ need, why }));
}

async function listMissing(needs: Need[]): Promise<Need[]> {
  const there = await Promise.all(needs.map((need) => need.isThere()));
  return needs.filter((_, index) => !there[index]);
}

/** The command line of apt-get here, or the reason why there is none. */
async function findApt({ run, exists, isRoot }: Machine): Promise<string[] | string> {
  if (!exists('/usr/bin/apt-get')) return 'this machine has no apt-get';
  const apt = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q'];
  if (isRoot) return apt;
  const maySudo = await run('sudo', ['-n', 'true']).then(
    ({ code }) => code === 0,
    () => false,
  );
  return maySudo ? ['sudo', '-n', ...apt] : 'installing needs root or sudo without a password';
}

/** Undefined when it worked, otherwise the last output of apt-get. */
async function aptInstall(
  { run }: Machine,
  [file = '', ...args]: string[],
  packages: string[],
): Promise<string | undefined> {
  // A stale package list is the usual reason why an install fails; a failing update alone is not yet one.
  await run(file, [...args, 'update']);
  const { code, output } = await run(file, [...args, 'install', '-y', '--no-install-recommends', ...packages]);
  return code === 0 ? undefined : output.split('\n').slice(-15).join('\n');
}
