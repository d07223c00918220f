import type { Post, Presence } from '#contract/duty';
import { type Connection, type RawBuilder, rows, sql } from '#platform/database/database';
import type { SeenConsole } from '../heartbeat.ts';

/** Somebody on duty at a moment. */
export type OnDuty = {
  personId: string;
  agencyId: string;
  post: Post;
  presence: Presence;
  since: Date;
  /** When the shift ends, or when a forgotten check-out stops counting. */
  until: Date;
};

/**
 * Who is on duty in these agencies at a moment, now or in the past: whoever has checked in, and whoever is on the roster
 * and has not checked out. Each person once for each agency; the same for the service and the user role. An agency
 * without a roster lists nobody.
 */
export function listOnDuty(
  connection: Connection,
  { agencyIds, at }: { agencyIds: readonly string[]; at: Date },
): Promise<OnDuty[]> {
  return rows(connection, onDutyIn(agencyIds, at));
}

/** The same as a part of a larger statement. */
export function onDutyIn(agencyIds: readonly string[], at: Date): RawBuilder<OnDuty> {
  return sql<OnDuty>`SELECT person_id AS "personId", agency_id AS "agencyId", post, presence, since, until
    FROM duty.on_duty(${agencyIds}::uuid[], ${at}) ORDER BY agency_id, post, since, person_id`;
}

/** `unknown`: no roster and no check-in of the last two weeks names them. */
export type PersonPresence = 'on-duty' | 'off-duty' | 'unknown';

/** Whether each of these people is on duty in any agency: decides who can be sent out. The same for both roles. */
export async function listPresence(
  connection: Connection,
  personIds: readonly string[],
  at: Date,
): Promise<Map<string, PersonPresence>> {
  if (personIds.length === 0) return new Map();
  const found = await rows(
    connection,
    sql<{ personId: string; presence: PersonPresence }>`SELECT person_id AS "personId", presence
      FROM duty.presence_of(${[...personIds]}::uuid[], ${at})`,
  );
  return new Map(found.map(({ personId, presence }) => [personId, presence]));
}

/** Who of these people does not serve at a moment: ill, on leave or in training. */
export async function listAway(connection: Connection, personIds: readonly string[], at: Date): Promise<Set<string>> {
  if (personIds.length === 0) return new Set();
  const found = await rows(
    connection,
    sql<{ personId: string }>`SELECT DISTINCT person_id AS "personId" FROM duty.absences
      WHERE person_id = ANY(${[...personIds]}::uuid[]) AND lifted_at IS NULL AND starts_at <= ${at} AND ends_at > ${at}`,
  );
  return new Set(found.map(({ personId }) => personId));
}

/** When the consoles of these people were last seen, as a part of a larger statement. @param people an array of ids */
export function consolesOf(people: RawBuilder<unknown>): RawBuilder<SeenConsole> {
  return sql<SeenConsole>`SELECT person_id AS "personId", seen_at AS "seenAt" FROM duty.consoles
    WHERE person_id = ANY(${people})`;
}
