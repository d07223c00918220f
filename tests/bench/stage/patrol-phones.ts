import { randomUUID } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { type Database, rows, sql } from '../../../server/platform/database/database.ts';
import type { Agency, Session } from './console-sessions.ts';

/** Puts each of these people into a unit of their own, on its way to an incident; by hand, because only ids matter here. */
export async function sendUnits(db: Database, sessions: readonly Session[]): Promise<void> {
  const people = await rows(
    db,
    sql<{ id: string; agencyId: string }>`SELECT user_id AS id, agency_id AS "agencyId" FROM access.memberships
      WHERE role = 'patrol' AND user_id <> ALL (ARRAY(SELECT person_id FROM units.members)) AND agency_id = ANY(${[...new Set(sessions.map(({ agencyId }) => agencyId))]}::uuid[])`,
  );
  const made = people.map((person, number) => ({ ...person, unitId: randomUUID(), callSign: `สมมติ ${number}` }));
  const column = <Value>(of: (one: (typeof made)[number]) => Value) => made.map(of);
  await sql`INSERT INTO units.units (id, agency_id, call_sign, kind, created_at, updated_at)
    SELECT unit_id, agency_id, call_sign, 'motorcycle', now(), now() FROM unnest(${column(({ unitId }) => unitId)}::uuid[],
      ${column(({ agencyId }) => agencyId)}::uuid[], ${column(({ callSign }) => callSign)}::text[])
      AS made (unit_id, agency_id, call_sign)`.execute(db);
  await sql`INSERT INTO units.members (unit_id, person_id, by_person_id, at)
    SELECT unit_id, person_id, person_id, now() FROM unnest(${column(({ unitId }) => unitId)}::uuid[],
      ${column(({ id }) => id)}::uuid[]) AS made (unit_id, person_id)`.execute(db);
  await sql`INSERT INTO units.assignments
      (id, unit_id, incident_id, call_sign, kind, status, by_person_id, assigned_at, en_route_at, updated_at)
    SELECT gen_random_uuid(), id, gen_random_uuid(), call_sign, kind, 'en-route', gen_random_uuid(), now(), now(), now()
    FROM units.units`.execute(db);
  await sql`ANALYZE units.units, units.members, units.assignments`.execute(db);
}

type Answer = { status: number; ms: number };
type Line = { socket: Socket; answer: ((status: number) => void) | undefined; text: string };

/**
 * Phones over connections that stay open, as phones and the proxy in front of the server keep them. Bare sockets: on a
 * machine shared with the server every microsecond that the phones take is missing there.
 */
export function createPhones(port: number) {
  const free: Line[] = [];
  const all = new Set<Line>();
  const open = (): Line => {
    const line: Line = { socket: connect({ port, host: '127.0.0.1', noDelay: true }), answer: undefined, text: '' };
    all.add(line);
    const drop = () => {
      all.delete(line);
      line.answer?.(0);
    };
    line.socket.on('data', (chunk) => {
      line.text += chunk.toString('latin1');
      const headEnd = line.text.indexOf('\r\n\r\n');
      if (headEnd === -1) return;
      const length = Number(/content-length: (\d+)/i.exec(line.text)?.[1] ?? 0);
      if (line.text.length < headEnd + 4 + length) return;
      const status = Number(line.text.slice(9, 12));
      line.text = '';
      const { answer } = line;
      line.answer = undefined;
      free.push(line);
      answer?.(status);
    });
    line.socket.on('error', () => {});
    line.socket.on('close', drop);
    return line;
  };
  return {
    /** Shares one position; gives the status, 0 when the line broke, and how long the answer took. */
    share({ cookie }: Session, near: Agency): Promise<Answer> {
      const place = { lat: near.lat + (Math.random() - 0.5) / 10, lng: near.lng + (Math.random() - 0.5) / 10 };
      const body = JSON.stringify({
        ...place,
        accuracyMetres: 12,
        at: new Date().toISOString(),
        batteryPercent: 80,
      });
      const head = `POST /api/v1/me/position HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: ${cookie}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
      const started = performance.now();
      const line = free.pop() ?? open();
      return new Promise((done) => {
        line.answer = (status) => done({ status, ms: performance.now() - started });
        line.socket.write(head + body);
      });
    },
    close() {
      for (const { socket } of all) socket.destroy();
    },
  };
}
