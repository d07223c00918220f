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
  /** Where people reach the server; https makes the session cookie `Secure`. */
  publicUrl: string;
  /** Signs session cookies: 32 characters or more, the same on every server process. */
  authSecret: string;
};

/** Header in which our bridge hands over the caller's address; whatever a client sends under this name is dropped. */
export const ADDRESS_HEADER = 'x-ess-caller-address';
export type BetterAuth = ReturnType<typeof createBetterAuth>;

/** better-auth on our own database, its tables in schema `access` under the house's names. */
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
      // How long each one really lives is decided by role, use and time in `session-rules.ts`.
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
      // Accounts are made by administrators: nobody gives themselves a seat in a police station.
      disableSignUp: true,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    // Limited in `commands/limit-sign-in.ts` instead, which counts in the database for all server processes together.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: cookiePrefix(config.publicUrl),
      // It knows one prefix only, `__Secure-`, which asks for less than ours.
      useSecureCookies: false,
      defaultCookieAttributes: { secure: config.publicUrl.startsWith('https:') },
      // Said outright, because better-auth switches both checks off when NODE_ENV is `test`.
      disableCSRFCheck: false,
      disableOriginCheck: false,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { generateId: () => newId() },
    },
    plugins: [{ id: 'open-session', endpoints: { openSession } }],
    telemetry: { enabled: false },
    logger: {
      // Only the sentence: further arguments may hold a request or a row.
      log: (level, message) => log[level === 'error' ? 'warn' : 'debug']({ part: 'access' }, message),
    },
  });
  /** better-auth's answer. @throws DatabaseUnavailable where better-auth itself could only say 500 */
  const answer = async (request: Request): Promise<Response> => {
    const before = lost;
    const response = await auth.handler(request);
    if (response.status >= 500 && lost !== undefined && lost !== before) throw lost;
    return response;
  };
  return Object.assign(auth, { answer });
}

/** Opens a session for someone who proved who they are elsewhere (passkey, organisation); never reachable by HTTP. */
const openSession = createAuthEndpoint.serverOnly(
  { method: 'POST', requireHeaders: true, body: z.object({ userId: z.string() }) },
  async (ctx) => {
    const user = await ctx.context.internalAdapter.findUserById(ctx.body.userId);
    if (!user) throw new Error('a session was asked for a person who is gone');
    const session = await ctx.context.internalAdapter.createSession(user.id);
    await setSessionCookie(ctx, { session, user });
    return ctx.json({ sessionId: session.id, user: { id: user.id, name: user.name, email: user.email } });
  },
);

/** The public address; on one's own machine also its other names, so that `localhost` and `127.0.0.1` both work. */
export function trustedOrigins(publicUrl: string): string[] {
  const { protocol, hostname, port, origin } = new URL(publicUrl);
  const names = ['localhost', '127.0.0.1', '[::1]'];
  if (!names.includes(hostname)) return [origin];
  return names.map((name) => `${protocol}//${name}${port && `:${port}`}`);
}
