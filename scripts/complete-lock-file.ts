// Run after `npm install` when tests/architecture/lock-file.test.ts says that package-lock.json is incomplete.
// A registry that does not carry a package's build for some other system makes npm leave that build out of the lock file,
// and then refuse `npm ci` ("Missing: … from lock file") on every machine. The missing entries can be written by hand:
// name and version stand in the package that asks for them, system and processor in the name.
import { readFileSync, writeFileSync } from 'node:fs';
import { type LockedPackage, listMissingBuilds, type MissingBuild } from './lock-file.ts';

const SYSTEM_AND_CPU = /-(android|darwin|freebsd|linux|win32)-(arm64|arm|x64|ia32|ppc64|s390x|riscv64)(-.*)?$/;

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, LockedPackage> };
const missing = listMissingBuilds(lock.packages);
const added = Object.fromEntries(missing.map((build) => [`node_modules/${build.name}`, describeBuild(build)]));
const packages = Object.entries({ ...lock.packages, ...added }).sort(([a], [b]) => a.localeCompare(b, 'en'));
writeFileSync('package-lock.json', `${JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }, null, 2)}\n`);
console.log(`package-lock.json: ${missing.length} entries added`);

function describeBuild({ name, version, wantedBy }: MissingBuild): LockedPackage {
  const [, system, processor, variant] = SYSTEM_AND_CPU.exec(name) ?? [];
  if (system === undefined || processor === undefined) {
    throw new Error(`${name} does not name a system and a processor: add it to package-lock.json by hand`);
  }
  return {
    version,
    cpu: [processor],
    ...(wantedBy.dev === true && { dev: true }),
    ...(system === 'linux' && { libc: [variant?.includes('musl') ? 'musl' : 'glibc'] }),
    optional: true,
    os: [system],
    ...(wantedBy.engines !== undefined && { engines: wantedBy.engines }),
  };
}
