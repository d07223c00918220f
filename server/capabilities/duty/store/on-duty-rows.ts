import type { Post, Presence } from '#contract/duty';
import { type Connection, rows, sql } from '#platform/database/database';

/** Somebody who is on duty at a moment. */
export type OnDuty = {
  personId: string;
  agencyId: string;
  post: Post;
  presence: Presence;
  since: Date;
  /** When the shift ends, or when a forgotten check-out stops counting. */
  until: Date;
};

/** Who is on duty in these agencies, each person once for each agency; the same for the house and for every desk. */
export function listOnDutyRows(connection: Connection, agencyIds: readonly string[], at: Date): Promise<OnDuty[]> {
  return rows(
    connection,
    sql<OnDuty>`SELECT person_id AS "personId", agency_id AS "agencyId", post, presence, since, until
      FROM duty.on_duty(${agencyIds}::uuid[], ${at}) ORDER BY agency_id, post, since, person_id`,
  );
}

/** `unknown`: no roster and no check-in has spoken of them for two weeks. */
export type PersonPresence = 'on-duty' | 'off-duty' | 'unknown';

/** Whether each of these people is on duty at a moment, for whichever agency; the same for every desk. */
export function listPresenceRows(
  connection: Connection,
  personIds: readonly string[],
  at: Date,
): Promise<{ personId: string; presence: PersonPresence }[]> {
  return rows(
    connection,
    sql<{ personId: string; presence: PersonPresence }>`SELECT person_id AS "personId", presence
      FROM duty.presence_of(${[...personIds]}::uuid[], ${at})`,
  );
}
