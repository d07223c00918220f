import { createHmac, timingSafeEqual } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';
import type { Database } from '#platform/database/database';
import type { DatabaseUnavailable } from '#platform/database/database-unavailable';
import { newId } from '#platform/ids';
import type { Log } from '#platform/log';
import { cookiePrefix } from './cookies.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { LONGEST_SESSION_SECONDS } from './session-rules.ts';
import { hashedSessionTokens } from './store-better-auth.ts';

export type AuthConfig = {
  /** Public URL of the server; https makes the session cookie `Secure`. */
  publicUrl: string;
  /** Signs session cookies: at least 32 characters, the same in every server process. */
  authSecret: string;
};

/** Header that carries the caller's address to better-auth; a value sent by a client is dropped. */
export const ADDRESS_HEADER = 'x-ess-caller-address';
export type BetterAuth = ReturnType<typeof createBetterAuth>;

/** better-auth on our database: its tables are in schema `access` and named by our conventions. */
export function createBetterAuth(db: Database, config: AuthConfig, log: Log) {
  let lost: DatabaseUnavailable | undefined;
  const auth = betterAuth({
    appName: 'ESS Help Me',
    baseURL: config.publicUrl,
    basePath: '/api/auth',
    secret: config.authSecret,
    trustedOrigins: trustedOrigins(config.publicUrl),
    database: hashedSessionTokens(db, (loss) => {
      lost = loss;
    }),
    user: {
      modelName: 'users',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
      additionalFields: {
        isDemonstration: {
          type: 'boolean',
          fieldName: 'is_demonstration',
          required: true,
          defaultValue: false,
          input: false,
        },
      },
    },
    session: {
      modelName: 'sessions',
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
      },
      // Only an upper limit: `session-rules.ts` decides by role, use and time.
      expiresIn: LONGEST_SESSION_SECONDS,
      disableSessionRefresh: true,
    },
    account: {
      modelName: 'accounts',
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'verifications',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    emailAndPassword: {
      enabled: true,
      // Administrators create accounts: nobody adds themselves to a police station.
      disableSignUp: true,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    // `commands/limit-tries.ts` does this instead: it counts in the database, for all server processes together.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: cookiePrefix(config.publicUrl),
      // It only knows the prefix `__Secure-`, which is weaker than our `__Host-`.
      useSecureCookies: false,
      defaultCookieAttributes: { secure: config.publicUrl.startsWith('https:') },
      // Set explicitly, because better-auth turns both checks off when NODE_ENV is `test`.
      disableCSRFCheck: false,
      disableOriginCheck: false,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { generateId: () => newId() },
    },
    plugins: [{ id: 'open-session', endpoints: { openSession } }],
    telemetry: { enabled: false },
    logger: {
      // Only the message: further arguments may contain a request or a row.
      log: (level, message) => log[level === 'error' ? 'warn' : 'debug']({ part: 'access' }, message),
    },
  });
  /** better-auth's response. @throws DatabaseUnavailable where better-auth would only answer 500 */
  const answer = async (request: Request): Promise<Response> => {
    const before = lost;
    const response = await auth.handler(request);
    if (response.status >= 500 && lost !== undefined && lost !== before) throw lost;
    return response;
  };
  return Object.assign(auth, { answer });
}

/** Opens a session after a proof made elsewhere (passkey, organisation). Not reachable by HTTP. */
const openSession = createAuthEndpoint.serverOnly(
  { method: 'POST', requireHeaders: true, body: z.object({ userId: z.string() }) },
  async (ctx) => {
    const user = await ctx.context.internalAdapter.findUserById(ctx.body.userId);
    if (!user) throw new Error('cannot open a session: the person no longer exists');
    const session = await ctx.context.internalAdapter.createSession(user.id);
    await setSessionCookie(ctx, { session, user });
    return ctx.json({ sessionId: session.id, user: { id: user.id, name: user.name, email: user.email } });
  },
);

/**
 * The token in a session cookie that better-auth signed: `<token>.<HMAC-SHA-256 in base64>`; undefined for any other. By
 * itself better-auth takes thirty times as long, which thousands of consoles and phones ask for again and again.
 */
export function readSessionToken(cookie: string, secret: string): string | undefined {
  const dot = cookie.lastIndexOf('.');
  const token = cookie.slice(0, Math.max(0, dot));
  const signature = Buffer.from(cookie.slice(dot + 1), 'base64');
  const expected = createHmac('sha256', secret).update(token).digest();
  const isSigned = signature.length === expected.length && timingSafeEqual(signature, expected);
  return isSigned && token !== '' ? token : undefined;
}

/** The public origin; on the own machine also its other names, so that `localhost` and `127.0.0.1` both work. */
export function trustedOrigins(publicUrl: string): string[] {
  const { protocol, hostname, port, origin } = new URL(publicUrl);
  const names = ['localhost', '127.0.0.1', '[::1]'];
  if (!names.includes(hostname)) return [origin];
  return names.map((name) => `${protocol}//${name}${port && `:${port}`}`);
}
