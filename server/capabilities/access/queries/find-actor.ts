import type { IncomingHttpHeaders } from 'node:http';
import { parseCookies } from 'better-auth/cookies';
import type { AppClock } from '#platform/clock';
import type { Database } from '#platform/database/database';
import { DatabaseUnavailable, retryUntilAvailable } from '#platform/database/database-unavailable';
import { findStorageFault } from '#platform/process/storage-fault';
import { type Actor, toActor } from '../actor.ts';
import type { BetterAuth } from '../better-auth.ts';
import { thaiDateOf } from '../membership.ts';
import { isAlive, isPrivileged, proofLastsUntil, sessionEndsAt } from '../session-rules.ts';
import { findOpenSession, touchSession } from '../store-sessions.ts';

/**
 * How long an answer is kept. Signing out forgets it at once in the process that handles it; another process, and an
 * ended membership, are noticed after this time at the latest.
 */
const KEEP_MS = 5_000;
/** Written this rarely, being seen costs next to nothing, and half an hour without use is still told to the minute. */
const SEEN_EVERY_MS = 60_000;
/** More than the consoles one process serves; beyond it the oldest answers go. */
const KEPT_AT_MOST = 10_000;

export type Authenticate = {
  /** Who sends these headers, and from which network address; undefined without a session that counts. */
  (headers: IncomingHttpHeaders, from: string): Promise<Actor | undefined>;
  /** Drops what is kept for the session in these headers. */
  forget(headers: IncomingHttpHeaders): void;
  /** Drops everything kept: sessions or rights have ended somewhere. */
  forgetAll(): void;
};

/** Looks a session up, remembering the answer for a moment: 2,000 consoles that reconnect ask several times each. */
export async function createAuthenticate(
  auth: BetterAuth,
  db: Database,
  clock: AppClock,
  { requireSecondFactor, recoverFromOutage }: { requireSecondFactor: boolean; recoverFromOutage: () => Promise<void> },
): Promise<Authenticate> {
  const { name } = (await auth.$context).authCookies.sessionToken;
  const kept = new Map<string, Answer>();

  async function lookUp(cookie: string, again = false): Promise<KeptActor | undefined> {
    const headers = new Headers({ cookie: `${name}=${encodeURIComponent(cookie)}` });
    const found = await auth.api.getSession({ headers, query: { disableRefresh: true } });
    const session = found && (await findOpenSession(db, found.session.id));
    if (!session) return undefined;
    const now = clock.now();
    const { user } = found;
    const person = { userId: user.id, name: user.name, sessionId: session.id, from: '' };
    const actor = toActor(person, session.memberships, thaiDateOf(now));
    const roles = actor.memberships.map(({ role }) => role);
    if (!isAlive(session, roles, now)) {
      // Whoever comes first after an outage was not away: what was lost is counted before anybody is signed out for it.
      if (again) return undefined;
      await recoverFromOutage();
      return lookUp(cookie, true);
    }
    if (now.getTime() - session.lastSeenAt.getTime() > SEEN_EVERY_MS) {
      await touchSession(db, session.id, now).catch(goOnReading);
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
    const known = kept.get(cookie);
    if (known && at < known.until) return seenFrom(await known.actor, from, clock.now());
    // The question itself is kept, so that one session asked about many times at once is looked up once, and so that
    // an answer still under way when someone signs out is not kept afterwards.
    const answer = { actor: retryUntilAvailable(() => lookUp(cookie)), until: at + KEEP_MS };
    keep(kept, cookie, answer);
    const actor = await answer.actor.catch((error) => {
      drop(kept, cookie, answer);
      throw error;
    });
    if (!actor) drop(kept, cookie, answer);
    return seenFrom(actor, from, clock.now());
  };
  return Object.assign(authenticate, {
    forget(headers: IncomingHttpHeaders) {
      const cookie = sessionCookie(headers, name);
      if (cookie !== undefined) kept.delete(cookie);
    },
    forgetAll: () => kept.clear(),
  });
}

/** One session may be used from several addresses: the address is each request's own and never kept. */
type KeptActor = Omit<Actor, 'from'>;
type Answer = { actor: Promise<KeptActor | undefined>; until: number };

function seenFrom(actor: KeptActor | undefined, from: string, now: Date): Actor | undefined {
  if (!actor) return undefined;
  const recentlyProved = actor.session !== undefined && proofLastsUntil(actor.session, now) !== null;
  return { ...actor, from, recentlyProved };
}

/** On a full disk the board can still be read, and must be: that somebody was seen is worth less. */
function goOnReading(error: unknown): void {
  if (error instanceof DatabaseUnavailable || findStorageFault(error) === undefined) throw error;
}

function sessionCookie(headers: IncomingHttpHeaders, name: string): string | undefined {
  return headers.cookie === undefined ? undefined : parseCookies(headers.cookie).get(name);
}

function keep(kept: Map<string, Answer>, cookie: string, answer: Answer): void {
  // Taken out and put back, a key moves to the end: the map's first key is always the oldest answer.
  kept.delete(cookie);
  const oldest = kept.size >= KEPT_AT_MOST ? kept.keys().next().value : undefined;
  if (oldest !== undefined) kept.delete(oldest);
  kept.set(cookie, answer);
}

function drop(kept: Map<string, Answer>, cookie: string, answer: Answer): void {
  if (kept.get(cookie) === answer) kept.delete(cookie);
}
