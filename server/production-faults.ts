import { createECDH } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { isPublicHost } from '#platform/outbound/outside-address';

type Settings = Record<string, string | undefined>;

const SECRETS = ['AUTH_SECRET', 'LINE_CHANNEL_SECRET', 'LINE_CHANNEL_ACCESS_TOKEN'] as const;
const STAFF_SECRETS = ['LINE_STAFF_CHANNEL_SECRET', 'LINE_STAFF_CHANNEL_ACCESS_TOKEN'] as const;
const VAPID = ['VAPID_PUBLIC_KEY', 'VAPID_PRIVATE_KEY', 'VAPID_SUBJECT'] as const;
const DATABASES = ['DATABASE_URL', 'DATABASE_SERVICE_URL', 'DATABASE_USER_URL'] as const;
const ORGANISATION = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const;
/** Values out of demonstrations, tests, guides and templates: whoever knows them signs sessions or webhooks. */
const SAMPLE =
  /change.?me|demonstration|example|sample|placeholder|dummy|secret-of-(the|this)-test|^(your|test|my)[-_ ]|^xxx/i;
/** 32 characters of which few differ were typed, not drawn. */
const FEWEST_DIFFERENT = 10;
/** What we keep below DATA_DIR and nobody else on the machine may read. */
const KEPT_SECRETS = ['auth-secret', 'postgres-password'];
const LINE_BASES = { LINE_API_BASE: 'https://api.line.me', LINE_DATA_API_BASE: 'https://api-data.line.me' } as const;

/**
 * What may stand in a demonstration and not in production, one sentence each and never a value. On one's own machine
 * (a loopback PUBLIC_URL, which nobody else can reach) plain http and a LINE simulator are let through.
 */
export function productionFaults(set: Settings): string[] {
  const faults: string[] = [];
  const address = set.PUBLIC_URL && URL.canParse(set.PUBLIC_URL) ? new URL(set.PUBLIC_URL) : undefined;
  const onOwnMachine = address !== undefined && isLoopback(address.hostname);
  if (!set.PUBLIC_URL) faults.push('PUBLIC_URL: the address under which people reach the server is missing');
  if (address && address.protocol !== 'https:' && !onOwnMachine) {
    faults.push('PUBLIC_URL: must begin with https:// (sessions and reports would travel in the clear)');
  }
  if (address && !onOwnMachine && !isPublicHost(address.hostname)) {
    faults.push('PUBLIC_URL: names a host that neither LINE nor a reporter can find from outside');
  }
  if (address?.protocol === 'https:' && set.MAP_STYLE_URL?.startsWith('http:')) {
    faults.push('MAP_STYLE_URL: must begin with https://, or browsers do not load it into a page that does');
  }
  for (const [name, own] of Object.entries(LINE_BASES)) {
    if (set[name] && set[name] !== own && !onOwnMachine) faults.push(`${name}: is not LINE's own address`);
  }
  for (const name of [...SECRETS, ...STAFF_SECRETS, 'OIDC_CLIENT_SECRET', 'METRICS_TOKEN']) {
    const value = set[name];
    if (value && SAMPLE.test(value)) faults.push(`${name}: is a sample or demonstration value`);
  }
  if (set.AUTH_SECRET && new Set(set.AUTH_SECRET).size < FEWEST_DIFFERENT) {
    faults.push('AUTH_SECRET: has too few different characters; draw it, e.g. with `openssl rand -base64 32`');
  }
  for (const name of DATABASES) {
    if (travelsInTheClear(set[name])) {
      faults.push(
        `${name}: says nothing of TLS; add sslmode=verify-full, or sslmode=disable on a network that is yours alone`,
      );
    }
  }
  faults.push(
    ...reportShared(set),
    ...reportHalf(set, STAFF_SECRETS),
    ...reportHalf(set, ORGANISATION),
    ...reportHalf(set, VAPID),
    ...reportOtherKey(set),
  );
  if (set.OIDC_ISSUER?.startsWith('http:') && !onOwnMachine) faults.push('OIDC_ISSUER: must begin with https://');
  return [...faults, ...reportReadable(set.DATA_DIR || './data')];
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** A database elsewhere, and nobody has decided whether the way there is protected (`pg` without sslmode is not). */
function travelsInTheClear(text: string | undefined): boolean {
  if (!text || !URL.canParse(text)) return false;
  const { hostname, searchParams } = new URL(text);
  const isHere = hostname === '' || isLoopback(hostname) || searchParams.get('host')?.startsWith('/');
  return !isHere && !searchParams.has('sslmode');
}

/** One secret for two things: who learns one has both. */
function reportShared(set: Settings): string[] {
  const names = [...SECRETS, ...STAFF_SECRETS, 'OIDC_CLIENT_SECRET', 'METRICS_TOKEN'].filter((name) => set[name]);
  return names.flatMap((name, at) => {
    const other = names.slice(0, at).find((earlier) => set[earlier] === set[name]);
    return other ? [`${name}: is the same as ${other}`] : [];
  });
}

/** Half of what belongs together is a mistake, not a choice. */
function reportHalf(set: Settings, names: readonly string[]): string[] {
  const given = names.filter((name) => set[name]);
  return given.length > 0 && given.length < names.length ? [`${names.join(' and ')}: set all of them or none`] : [];
}

/** Push services check what the private key signed against the public one: of two pairs nothing is ever delivered. */
function reportOtherKey({ VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey }: Settings): string[] {
  if (!publicKey || !privateKey) return [];
  try {
    const pair = createECDH('prime256v1');
    pair.setPrivateKey(privateKey, 'base64url');
    if (pair.getPublicKey('base64url') === publicKey) return [];
  } catch {
    // No key of this curve: not the other half either.
  }
  return ['VAPID_PRIVATE_KEY: is not the other half of VAPID_PUBLIC_KEY'];
}

function reportReadable(dataDir: string): string[] {
  return KEPT_SECRETS.flatMap((name) => {
    const stat = statSync(join(dataDir, name), { throwIfNoEntry: false });
    return stat && (stat.mode & 0o077) !== 0 ? [`DATA_DIR: ${name} in it may be read by others (chmod 600)`] : [];
  });
}
