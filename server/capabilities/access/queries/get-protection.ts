import type { Protection, Session } from '#contract/access-account';
import { thaiDayOf } from '#contract/thai-day';
import type { Connection } from '#platform/database/database';
import type { Actor } from '../actor.ts';
import { isInForce } from '../membership.ts';
import { isAlive, isPrivileged, sessionEndsAt } from '../session-rules.ts';
import { selectServed } from '../store-people.ts';
import { getProtectionRow } from '../store-second-factors.ts';
import { selectSessions } from '../store-sessions.ts';

/** How the person's account is protected. */
export async function getProtection(connection: Connection, actor: Actor, now: Date): Promise<Protection> {
  const { lineLinkedAt, ...row } = await getProtectionRow(connection, actor.userId);
  const roles = await rolesOf(connection, actor, now);
  const utc = (at: string | null) => (at === null ? null : new Date(at).toISOString());
  return {
    ...row,
    passkeys: row.passkeys.map((passkey) => ({
      ...passkey,
      createdAt: new Date(passkey.createdAt).toISOString(),
      lastUsedAt: utc(passkey.lastUsedAt),
    })),
    secondFactorRequired: isPrivileged(roles),
    line: lineLinkedAt && { linkedAt: lineLinkedAt.toISOString() },
  };
}

/** Open sessions of the person, most recently used first. */
export async function listSessions(connection: Connection, actor: Actor, now: Date): Promise<{ sessions: Session[] }> {
  const roles = await rolesOf(connection, actor, now);
  const all = await selectSessions(connection, actor.userId);
  return {
    sessions: all
      .filter((session) => isAlive(session, roles, now))
      .map(({ id, createdAt, lastSeenAt, signedInBy, secondFactor, address, device, ...session }) => ({
        id,
        isThis: id === actor.sessionId,
        signedInAt: createdAt.toISOString(),
        lastSeenAt: lastSeenAt.toISOString(),
        endsAt: sessionEndsAt({ ...session, createdAt }, roles).toISOString(),
        signedInBy,
        secondFactor,
        address,
        device,
      })),
  };
}

/** Includes roles of a person who has no permissions yet because a second factor is required. */
async function rolesOf(connection: Connection, actor: Actor, now: Date): Promise<string[]> {
  const served = await selectServed(connection, [actor.userId]);
  return served.filter((membership) => isInForce(membership, thaiDayOf(now))).map(({ role }) => role);
}
