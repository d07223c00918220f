import type { LadderTarget } from '#contract/escalation';
import { type Connection, rows, sql } from '#platform/database/database';
import type { Climb } from './climb.ts';
import type { PassedOver } from './reach.ts';

export type Reason = 'unanswered' | 'eta-passed';
export type StoppedBy = 'answered' | 'ended' | 'begun-anew' | 'promised-anew';
export type ClimbRow = Climb & {
  id: string;
  incidentId: string;
  reason: Reason;
  ladderId: string | null;
  stoppedAt: Date | null;
  stoppedBy: StoppedBy | null;
};
/** What a firing keeps of an agency: how many were told, not who; who stands in the notices. */
export type ReachedRow = { target: LadderTarget; agencyId: string; people: number; passedOver: PassedOver | null };
export type FiringRow = {
  id: string;
  climbId: string;
  incidentId: string;
  rung: number;
  repeat: number;
  dueAt: Date;
  firedAt: Date;
  reached: ReachedRow[];
  owesReporters: boolean;
};

const COLUMNS = sql.raw(`id, incident_id AS "incidentId", reason, began_at AS "beganAt", ladder_id AS "ladderId",
  next_rung AS "nextRung", repeats, advanced_ms AS "advancedMs", next_due_at AS "nextDueAt",
  rings_at AS "ringsAt", stopped_at AS "stoppedAt", stopped_by AS "stoppedBy"`);

/** Begins a round; one that already runs goes on as it is. */
export async function insertClimb(
  tx: Connection,
  climb: { id: string; incidentId: string; reason: Reason; beganAt: Date },
): Promise<void> {
  await sql`INSERT INTO escalation.climbs (id, incident_id, reason, began_at, next_due_at)
    VALUES (${climb.id}, ${climb.incidentId}, ${climb.reason}, ${climb.beganAt}, ${climb.beganAt})
    ON CONFLICT DO NOTHING`.execute(tx);
}

export async function stopClimbs(
  tx: Connection,
  incidentId: string,
  { by, at, reason }: { by: StoppedBy; at: Date; reason?: Reason | undefined },
): Promise<void> {
  const only = reason ? sql`AND reason = ${reason}` : sql``;
  await sql`UPDATE escalation.climbs SET stopped_at = ${at}, stopped_by = ${by}
    WHERE incident_id = ${incidentId} AND stopped_at IS NULL ${only}`.execute(tx);
}

/**
 * Rounds with a rung to fire, held until the transaction ends; what another process holds is left to it. Beside those
 * whose time has come, those that ring only where by now nobody can answer.
 */
export function takeDueClimbs(tx: Connection, now: Date, limit: number): Promise<ClimbRow[]> {
  return rows(
    tx,
    sql<ClimbRow>`SELECT ${COLUMNS} FROM escalation.climbs WHERE stopped_at IS NULL AND next_due_at <= ${now}
      ORDER BY next_due_at LIMIT ${limit} FOR UPDATE SKIP LOCKED`,
  );
}

export function takePassedOverClimbs(
  tx: Connection,
  unreadyAgencyIds: string[],
  { limit }: { limit: number },
): Promise<ClimbRow[]> {
  return rows(
    tx,
    sql<ClimbRow>`SELECT ${COLUMNS} FROM escalation.climbs WHERE stopped_at IS NULL AND rings_at <> '{}'
        AND rings_at <@ ${unreadyAgencyIds}::uuid[]
      LIMIT ${limit} FOR UPDATE SKIP LOCKED`,
  );
}

/** Writes how far they have come by now; `ringsAt` is emptied where no rung is left that could come earlier. */
export async function saveClimbs(tx: Connection, climbs: ClimbRow[]): Promise<void> {
  if (climbs.length === 0) return;
  await sql`UPDATE escalation.climbs AS climb SET ladder_id = now."ladderId", next_rung = now."nextRung",
      repeats = now.repeats, advanced_ms = now."advancedMs", next_due_at = now."nextDueAt", rings_at = now."ringsAt",
      stopped_at = now."stoppedAt", stopped_by = now."stoppedBy"
    FROM jsonb_to_recordset(${JSON.stringify(climbs)}::jsonb) AS now (id uuid, "ladderId" uuid, "nextRung" integer,
      repeats integer, "advancedMs" bigint, "nextDueAt" timestamptz, "ringsAt" uuid[], "stoppedAt" timestamptz,
      "stoppedBy" text)
    WHERE climb.id = now.id`.execute(tx);
}

/** The last guard: a rung of a round is written once, whoever fires it. */
export async function insertFirings(tx: Connection, firings: FiringRow[]): Promise<void> {
  if (firings.length === 0) return;
  await sql`INSERT INTO escalation.firings
      (id, climb_id, incident_id, rung, repeat, due_at, fired_at, reached, owes_reporters)
    SELECT id, "climbId", "incidentId", rung, repeat, "dueAt", "firedAt", reached, "owesReporters"
    FROM jsonb_to_recordset(${JSON.stringify(firings)}::jsonb) AS firing (id uuid, "climbId" uuid, "incidentId" uuid,
      rung integer, repeat integer, "dueAt" timestamptz, "firedAt" timestamptz, reached jsonb,
      "owesReporters" boolean)`.execute(tx);
}

/** The rounds of an incident, newest first. */
export function listClimbs(connection: Connection, incidentId: string): Promise<ClimbRow[]> {
  return rows(
    connection,
    sql<ClimbRow>`SELECT ${COLUMNS} FROM escalation.climbs WHERE incident_id = ${incidentId} ORDER BY began_at DESC, id`,
  );
}

const FIRING = sql.raw(`id, climb_id AS "climbId", incident_id AS "incidentId", rung, repeat, due_at AS "dueAt",
  fired_at AS "firedAt", reached, owes_reporters AS "owesReporters"`);

export function listFirings(connection: Connection, climbId: string): Promise<FiringRow[]> {
  return rows(
    connection,
    sql<FiringRow>`SELECT ${FIRING} FROM escalation.firings WHERE climb_id = ${climbId} ORDER BY rung, repeat`,
  );
}

/** The oldest firing of which reporters are to be told, held; what another process tells is left to it. */
export async function takeOwedFiring(tx: Connection): Promise<FiringRow | undefined> {
  const [owed] = await rows(
    tx,
    sql<FiringRow>`SELECT ${FIRING} FROM escalation.firings WHERE owes_reporters ORDER BY fired_at, rung LIMIT 1
      FOR UPDATE SKIP LOCKED`,
  );
  return owed;
}

export async function settleFiring(tx: Connection, id: string): Promise<void> {
  await sql`UPDATE escalation.firings SET owes_reporters = false WHERE id = ${id}`.execute(tx);
}

/** Of these incidents, those for which nobody climbs. */
export async function listWithoutClimb(connection: Connection, incidentIds: string[]): Promise<string[]> {
  const found = await rows(
    connection,
    sql<{ id: string }>`SELECT id::text FROM unnest(${incidentIds}::uuid[]) AS one (id)
      WHERE NOT EXISTS (SELECT FROM escalation.climbs WHERE incident_id = one.id AND stopped_at IS NULL
        AND reason = 'unanswered')`,
  );
  return found.map(({ id }) => id);
}

/** Whether the round still runs: asked anew after waiting for somebody's act. */
export async function isClimbing(connection: Connection, climbId: string): Promise<boolean> {
  const found = await rows(
    connection,
    sql`SELECT 1 FROM escalation.climbs WHERE id = ${climbId} AND stopped_at IS NULL`,
  );
  return found.length > 0;
}
