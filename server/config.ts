import { z } from 'zod';
import { AppError } from '#platform/app-error';
import { publicUrl } from '#platform/http/public-url';
import { isPublicContact } from '#platform/outbound/outside-address';
import { productionFaults } from './production-faults.ts';
import { readSecretFiles } from './secret-files.ts';
import { findProxyFault } from './trusted-proxies.ts';

type LineSecrets = { channelSecret: string; channelAccessToken: string };

/** Everything the environment decides, parsed once. */
export type Config = {
  /** `demonstration`: invented agencies and people, started by `npm start`; never by `npm run serve`. */
  mode: 'demonstration' | 'production';
  /** A demonstration begins with an invented year of ended incidents, as `npm start` does. */
  pastYear?: boolean | undefined;
  host: string;
  port: number;
  publicUrl: string;
  /** Undefined: the embedded PostgreSQL under `dataDir`. */
  databaseUrl: string | undefined;
  /** Logins for the running server, where DATABASE_URL's role may not make them (ess_service, ess_user). */
  databaseServiceUrl?: string | undefined;
  databaseUserUrl?: string | undefined;
  dataDir: string;
  authSecret: string;
  line: LineSecrets & {
    apiBase: string;
    dataApiBase: string;
    staff?: LineSecrets | undefined;
    /** The citizen page as a LIFF app inside LINE; undefined: there it is a page like in any browser. */
    liffId?: string | undefined;
  };
  /** Our account's ID in LINE with its @, which opens the chat from a placement's page. */
  lineAccount?: string | undefined;
  /** Who we are to browsers' push services; undefined in a demonstration, which makes a pair of its own. */
  vapid?: { publicKey: string; privateKey: string; subject: string } | undefined;
  /** An organisation's own sign-in (OpenID Connect); undefined: passwords and passkeys only. */
  organisation?: { name: string; issuer: string; clientId: string; clientSecret: string } | undefined;
  /** A map style of the user's own; without it the offline base map. */
  mapStyleUrl: string | null;
  /** An OSRM of the user's own for travel times; without it they are estimated. */
  osrmUrl?: string | undefined;
  /** Addresses of our own proxies; X-Forwarded-For is believed from them alone, because anybody can send one. */
  trustProxy: string[] | false;
  /** Times the usual limits on requests and streams; see `LIMITS`. */
  limitFactor: number;
  /** What the monitoring shows to read `/metrics`; without one only this machine may. */
  metricsToken?: string | undefined;
  logLevel: string;
};

const url = z.url({ protocol: /^https?$/ });
const postgres = z.url({ protocol: /^postgres(ql)?$/ });
const secret = z.string().min(32, 'needs 32 characters or more');

/** `false`, or addresses and ranges with commas between; `loopback` is this machine. */
const proxies = z
  .string()
  .transform((text) => (text === 'false' ? false : text.split(',').map((part) => part.trim())))
  .superRefine((list, context) => {
    const fault = list === false ? undefined : findProxyFault(list);
    if (fault) context.addIssue({ code: 'custom', message: fault });
  });

const environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  PUBLIC_URL: publicUrl.optional(),
  DATABASE_URL: postgres.optional(),
  DATABASE_SERVICE_URL: postgres.optional(),
  DATABASE_USER_URL: postgres.optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  AUTH_SECRET: secret,
  LINE_CHANNEL_SECRET: z.string().min(1),
  LINE_CHANNEL_ACCESS_TOKEN: z.string().min(1),
  LINE_ACCOUNT_ID: z
    .string()
    .regex(/^@[a-z0-9._-]{3,30}$/, 'is no ID of a LINE account, such as @123abcde')
    .optional(),
  LINE_LIFF_ID: z
    .string()
    .regex(/^\d{6,}-\w{4,}$/, 'is no ID of a LIFF app, such as 1234567890-AbcdEfgh')
    .optional(),
  LINE_STAFF_CHANNEL_SECRET: z.string().min(1).optional(),
  LINE_STAFF_CHANNEL_ACCESS_TOKEN: z.string().min(1).optional(),
  LINE_API_BASE: url.default('https://api.line.me'),
  LINE_DATA_API_BASE: url.default('https://api-data.line.me'),
  VAPID_PUBLIC_KEY: z
    .string()
    .regex(/^[\w-]{87}$/, 'is no VAPID public key')
    .optional(),
  VAPID_PRIVATE_KEY: z
    .string()
    .regex(/^[\w-]{43}$/, 'is no VAPID private key')
    .optional(),
  VAPID_SUBJECT: z
    .string()
    .refine(
      isPublicContact,
      'must be mailto: and one mail address, or an https: page, at a domain that push services can find',
    )
    .optional(),
  OIDC_ISSUER: url.optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(16, 'needs 16 characters or more').optional(),
  OIDC_NAME: z.string().min(1).optional(),
  MAP_STYLE_URL: url.optional(),
  OSRM_URL: url.optional(),
  TRUST_PROXY: proxies.default(false),
  METRICS_TOKEN: secret.optional(),
  LIMIT_FACTOR: z.coerce.number().min(0.1).max(10_000).default(1),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

/**
 * Reads the environment. An empty variable counts as not set.
 * @throws AppError `server/not-configured` whose message lists everything that is missing or wrong, never a value
 */
export function readConfig(env: Record<string, string | undefined>, mode: Config['mode']): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const { env: given, faults } = readSecretFiles(present, Object.keys(environment.shape));
  const parsed = environment.safeParse(given);
  if (!parsed.success) faults.push(...parsed.error.issues.map((issue) => describeFault(issue, given)));
  if (mode === 'production') faults.push(...productionFaults(given));
  if (!parsed.success || faults.length > 0) {
    throw new AppError('server/not-configured', {
      message: `The environment is not complete:\n  ${faults.join('\n  ')}`,
    });
  }
  const set = parsed.data;
  return {
    mode,
    host: set.HOST,
    port: set.PORT,
    publicUrl: set.PUBLIC_URL ?? `http://${set.HOST}:${set.PORT}`,
    databaseUrl: set.DATABASE_URL,
    databaseServiceUrl: set.DATABASE_SERVICE_URL,
    databaseUserUrl: set.DATABASE_USER_URL,
    dataDir: set.DATA_DIR,
    authSecret: set.AUTH_SECRET,
    vapid: vapid(set),
    organisation: organisation(set),
    mapStyleUrl: set.MAP_STYLE_URL ?? null,
    osrmUrl: set.OSRM_URL,
    trustProxy: set.TRUST_PROXY,
    limitFactor: set.LIMIT_FACTOR,
    metricsToken: set.METRICS_TOKEN,
    logLevel: set.LOG_LEVEL,
    lineAccount: set.LINE_ACCOUNT_ID,
    line: {
      channelSecret: set.LINE_CHANNEL_SECRET,
      channelAccessToken: set.LINE_CHANNEL_ACCESS_TOKEN,
      apiBase: set.LINE_API_BASE,
      dataApiBase: set.LINE_DATA_API_BASE,
      staff: staffSecrets(set),
      liffId: set.LINE_LIFF_ID,
    },
  };
}

/** The variable and what is wrong with it, never its value: it may be a secret. */
function describeFault({ path, message }: z.core.$ZodIssue, given: Record<string, string | undefined>): string {
  const name = path.join('.');
  return given[name] === undefined ? `${name}: is missing` : `${name}: ${message}`;
}

function staffSecrets(set: z.output<typeof environment>) {
  const { LINE_STAFF_CHANNEL_SECRET: channelSecret, LINE_STAFF_CHANNEL_ACCESS_TOKEN: channelAccessToken } = set;
  return channelSecret && channelAccessToken ? { channelSecret, channelAccessToken } : undefined;
}

function vapid(set: z.output<typeof environment>): Config['vapid'] {
  const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey, VAPID_SUBJECT: subject } = set;
  return publicKey && privateKey && subject ? { publicKey, privateKey, subject } : undefined;
}

function organisation(set: z.output<typeof environment>): Config['organisation'] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = set;
  if (!issuer || !clientId || !clientSecret) return undefined;
  return { issuer, clientId, clientSecret, name: set.OIDC_NAME ?? new URL(issuer).hostname };
}
