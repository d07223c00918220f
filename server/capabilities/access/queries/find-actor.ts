import type { IncomingHttpHeaders } from 'node:http';
import { parseCookies } from 'better-auth/cookies';
import { thaiDayOf } from '#contract/thai-day';
import type { AppClock } from '#platform/clock';
import type { Database } from '#platform/database/database';
import { DatabaseUnavailable, retryUntilAvailable } from '#platform/database/database-unavailable';
import { createBatcher } from '#platform/jobs/batcher';
import { findStorageFault } from '#platform/process/storage-fault';
import { type Actor, toActor } from '../actor.ts';
import { type BetterAuth, readSessionToken } from '../better-auth.ts';
import { hashToken } from '../sealing.ts';
import { isAlive, isPrivileged, proofLastsUntil, sessionEndsAt, storeUseEvery } from '../session-rules.ts';
import { listOpenSessions, type OpenSession, touchSessions } from '../store-sessions.ts';

/**
 * How long an actor is cached. A sign-out clears it at once in the process that handles it; other processes, and the end
 * of a membership, follow within this time.
 */
const CACHE_MS = 5_000;
/** More than the consoles of one process; beyond it the oldest entries are dropped. */
const MOST_CACHED = 10_000;

export type Authenticate = {
  /** The actor of a request; undefined without a valid session. */
  (headers: IncomingHttpHeaders, from: string): Promise<Actor | undefined>;
  /** Drops the cached actor of the session in these headers. */
  forget(headers: IncomingHttpHeaders): void;
  /** Clears the cache: sessions or permissions were revoked somewhere. */
  forgetAll(): void;
};

/** Looks sessions up with a short cache: 2,000 consoles that reconnect send several requests each. */
export async function createAuthenticate(
  auth: BetterAuth,
  db: Database,
  clock: AppClock,
  { requireSecondFactor, recoverFromOutage }: { requireSecondFactor: boolean; recoverFromOutage: () => Promise<void> },
): Promise<Authenticate> {
  const { authCookies, secret } = await auth.$context;
  const { name } = authCookies.sessionToken;
  const cache = new Map<string, CacheEntry>();

  /** One statement for all that are asked for at once. */
  const findSession = createBatcher<string, OpenSession | undefined>(async (tokenHashes) => {
    const found = new Map((await listOpenSessions(db, tokenHashes)).map((one) => [one.tokenHash, one]));
    return tokenHashes.map((hash) => found.get(hash));
  });
  const touch = createBatcher<string, void>(async (sessionIds) => {
    await touchSessions(db, sessionIds, clock.now());
    return sessionIds.map(() => undefined);
  });

  async function lookUp(cookie: string, isRetry = false): Promise<CachedActor | undefined> {
    const token = readSessionToken(cookie, secret);
    const session = token === undefined ? undefined : await findSession(hashToken(token));
    if (!session) return undefined;
    const now = clock.now();
    const person = { userId: session.userId, name: session.userName, sessionId: session.id, from: '' };
    const actor = toActor(person, session.memberships, thaiDayOf(now));
    const roles = actor.memberships.map(({ role }) => role);
    if (!isAlive(session, roles, now)) {
      // After an outage: add its duration before anybody is signed out for not using the session.
      if (isRetry) return undefined;
      await recoverFromOutage();
      return lookUp(cookie, true);
    }
    if (now.getTime() - session.lastSeenAt.getTime() > storeUseEvery(roles)) {
      await touch(session.id).catch(ignoreFullDisk);
    }
    const { secondFactor, hasSecondFactor, provedAt } = session;
    const endsAt = sessionEndsAt(session, roles);
    const known = { ...actor, session: { secondFactor, hasSecondFactor, provedAt, endsAt } };
    const secondFactorNeeded = requireSecondFactor && isPrivileged(roles) && !secondFactor;
    return secondFactorNeeded ? { ...known, memberships: [], permissions: new Set(), secondFactorNeeded } : known;
  }

  const authenticate = async (headers: IncomingHttpHeaders, from: string): Promise<Actor | undefined> => {
    const cookie = sessionCookie(headers, name);
    if (cookie === undefined) return undefined;
    const at = clock.elapsed();
    const known = cache.get(cookie);
    if (known && at < known.until) return withAddress(await known.actor, from, clock.now());
    // The promise is cached, so that simultaneous requests of a session share one query, and so that a result still
    // pending at sign-out is dropped too.
    const entry = { actor: retryUntilAvailable(() => lookUp(cookie)), until: at + CACHE_MS };
    store(cache, cookie, entry);
    const actor = await entry.actor.catch((error) => {
      drop(cache, cookie, entry);
      throw error;
    });
    if (!actor) drop(cache, cookie, entry);
    return withAddress(actor, from, clock.now());
  };
  return Object.assign(authenticate, {
    forget(headers: IncomingHttpHeaders) {
      const cookie = sessionCookie(headers, name);
      if (cookie !== undefined) cache.delete(cookie);
    },
    forgetAll: () => cache.clear(),
  });
}

/** Without the address: a session may be used from several, so each request adds its own. */
type CachedActor = Omit<Actor, 'from'>;
type CacheEntry = { actor: Promise<CachedActor | undefined>; until: number };

function withAddress(actor: CachedActor | undefined, from: string, now: Date): Actor | undefined {
  if (!actor) return undefined;
  const recentlyProved = actor.session !== undefined && proofLastsUntil(actor.session, now) !== null;
  return { ...actor, from, recentlyProved };
}

/** On a full disk reading must still work; recording the last use matters less. */
function ignoreFullDisk(error: unknown): void {
  if (error instanceof DatabaseUnavailable || findStorageFault(error) === undefined) throw error;
}

function sessionCookie(headers: IncomingHttpHeaders, name: string): string | undefined {
  return headers.cookie === undefined ? undefined : parseCookies(headers.cookie).get(name);
}

function store(cache: Map<string, CacheEntry>, cookie: string, entry: CacheEntry): void {
  // Deleting first moves the key to the end, so that the first key is always the oldest.
  cache.delete(cookie);
  const oldest = cache.size >= MOST_CACHED ? cache.keys().next().value : undefined;
  if (oldest !== undefined) cache.delete(oldest);
  cache.set(cookie, entry);
}

function drop(cache: Map<string, CacheEntry>, cookie: string, entry: CacheEntry): void {
  if (cache.get(cookie) === entry) cache.delete(cookie);
}
