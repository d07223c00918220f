import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { type Database, rows, sql } from '../../../server/platform/database/database.ts';
import type { Agency, Session } from './console-sessions.ts';

/** Puts each of these people into a unit of their own, on its way to an incident; by hand, because only ids matter here. */
export async function sendUnits(db: Database, sessions: readonly Session[]): Promise<void> {
  const people = await rows(
    db,
    sql<{ id: string; agencyId: string }>`SELECT user_id AS id, agency_id AS "agencyId" FROM access.memberships
      WHERE role = 'patrol' AND agency_id = ANY(${[...new Set(sessions.map(({ agencyId }) => agencyId))]}::uuid[])`,
  );
  const made = people.map((person, number) => ({ ...person, unitId: randomUUID(), callSign: `สมมติ ${number}` }));
  const column = <Value>(of: (one: (typeof made)[number]) => Value) => made.map(of);
  await sql`INSERT INTO patrol.units (id, agency_id, call_sign, kind, created_at, updated_at)
    SELECT unit_id, agency_id, call_sign, 'motorcycle', now(), now() FROM unnest(${column(({ unitId }) => unitId)}::uuid[],
      ${column(({ agencyId }) => agencyId)}::uuid[], ${column(({ callSign }) => callSign)}::text[])
      AS made (unit_id, agency_id, call_sign)`.execute(db);
  await sql`INSERT INTO patrol.members (unit_id, person_id, by_person_id, at)
    SELECT unit_id, person_id, person_id, now() FROM unnest(${column(({ unitId }) => unitId)}::uuid[],
      ${column(({ id }) => id)}::uuid[]) AS made (unit_id, person_id)`.execute(db);
  await sql`INSERT INTO patrol.assignments
      (id, unit_id, incident_id, call_sign, kind, status, by_person_id, assigned_at, updated_at)
    SELECT gen_random_uuid(), id, gen_random_uuid(), call_sign, kind, 'assigned', gen_random_uuid(), now(), now()
    FROM patrol.units`.execute(db);
  await sql`ANALYZE patrol.units, patrol.members, patrol.assignments`.execute(db);
}

/** Phones over connections that stay open, as a proxy in front of the server keeps them. */
export function createPhones(url: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const target = new URL('/api/v1/me/position', url);
  return {
    /** Shares one position; gives the status and how long the answer took. */
    share({ cookie }: Session, near: Agency): Promise<{ status: number; ms: number }> {
      const place = { lat: near.lat + (Math.random() - 0.5) / 10, lng: near.lng + (Math.random() - 0.5) / 10 };
      const body = JSON.stringify({
        ...place,
        accuracyMetres: 12,
        at: new Date().toISOString(),
        batteryPercent: 80,
      });
      const started = performance.now();
      return new Promise((done) => {
        const headers = { cookie, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
        const sending = request(target, { agent, method: 'POST', headers, timeout: 10_000 }, (response) => {
          response.resume();
          response.on('end', () => done({ status: response.statusCode ?? 0, ms: performance.now() - started }));
          response.on('error', () => done({ status: 0, ms: performance.now() - started }));
        });
        sending.on('timeout', () => sending.destroy());
        sending.on('error', () => done({ status: 0, ms: performance.now() - started }));
        sending.end(body);
      });
    },
    close: () => agent.destroy(),
  };
}
