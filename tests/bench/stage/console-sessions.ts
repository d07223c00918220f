import { createHmac } from 'node:crypto';
import type { Role } from '../../../contract/permission.ts';
import { createBetterAuth } from '../../../server/capabilities/access/better-auth.ts';
import { addMembership, createPerson } from '../../../server/capabilities/access/index.ts';
import { markOpened } from '../../../server/capabilities/access/store-sessions.ts';
import { type Database, rows, sql } from '../../../server/platform/database/database.ts';
import { inTransaction } from '../../../server/platform/database/transaction.ts';
import { createLog } from '../../../server/platform/log.ts';
import { openConsoles } from '../../support/open-consoles.ts';
import { AUTH_SECRET } from './server-process.ts';

export type Seat = { agencyId: string; role: Role };
export type Session = Seat & { cookie: string };

/** Of everybody: officer-0@bench.example, officer-1@bench.example, … */
export const PASSWORD = 'password-of-the-benches';

/**
 * A person with an account of their own for each seat, made by access, and an open session for each. The
 * sessions are opened by better-auth itself without the password's second of work: signing in is not what is measured.
 */
export async function openSessions(db: Database, url: string, seats: Seat[]): Promise<Session[]> {
  const auth = await createBetterAuth(db, { publicUrl: url, authSecret: AUTH_SECRET }, createLog('silent')).$context;
  const { name } = auth.authCookies.sessionToken;
  const author = { actorKind: 'system', actorId: null, from: 'bench', sessionId: null, at: new Date() } as const;
  const seat = async ({ agencyId, role }: Seat, number: number): Promise<Session> => {
    const userId = await inTransaction(db, async (work) => {
      const person = { name: `เจ้าหน้าที่สมมติ ${number}`, email: `officer-${number}@bench.example`, password: PASSWORD };
      const id = await createPerson(work, person, author);
      await addMembership(work, { userId: id, agencyId, role }, author);
      return id;
    });
    const { id, token } = await auth.internalAdapter.createSession(userId);
    await markOpened(db, id, { signedInBy: 'password', secondFactor: true }, new Date());
    const signature = createHmac('sha256', AUTH_SECRET).update(token).digest('base64');
    return { agencyId, role, cookie: `${name}=${encodeURIComponent(`${token}.${signature}`)}` };
  };
  const sessions: Session[] = [];
  // As many at once as there are threads for the password hashes.
  for (let at = 0; at < seats.length; at += 8) {
    sessions.push(...(await Promise.all(seats.slice(at, at + 8).map((one, offset) => seat(one, at + offset)))));
  }
  return sessions;
}

export type Agency = { id: string; code: string; lat: number; lng: number };

/** The demonstration's agencies of one kind, in the order of their codes. */
export function listAgencies(db: Database, kind: string): Promise<Agency[]> {
  return rows(db, sql<Agency>`SELECT id, code, lat, lng FROM jurisdiction.agencies WHERE kind = ${kind} ORDER BY code`);
}

/** An officer with an open console at each station: where nobody is available, all steps of the escalation are executed at once. */
export async function manStations(db: Database, stations: readonly Agency[]): Promise<void> {
  await sql`WITH officer AS (SELECT gen_random_uuid() AS id, agency_id, place
      FROM unnest(${stations.map(({ id }) => id)}::uuid[]) WITH ORDINALITY AS station (agency_id, place)),
    added AS (INSERT INTO access.users (id, name, email, email_verified, is_demonstration)
      SELECT id, 'เวรสมมติ ' || place, 'on-duty-' || place || '@bench.example', true, true FROM officer)
    INSERT INTO access.memberships (id, user_id, agency_id, role, from_date)
    SELECT gen_random_uuid(), id, agency_id, 'duty-officer', '2020-01-01' FROM officer`.execute(db);
  await openConsoles(db);
  // As PostgreSQL does by itself a minute later.
  await sql`ANALYZE access.users, access.memberships, duty.consoles`.execute(db);
}
