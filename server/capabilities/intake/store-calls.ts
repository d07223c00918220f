import { type Connection, findRow, sql } from '#platform/database/database';
import type { Clerk } from './phone-call.ts';

export type Call = {
  reportId: string;
  line: '191' | '1300';
  takenByPersonId: string;
  callBack: boolean;
};

/** Stores who takes the call; its report must exist already. */
export async function insertCall(
  tx: Connection,
  { reportId, line, at }: { reportId: string; line: Call['line']; at: Date },
  clerk: Clerk,
): Promise<void> {
  await sql`INSERT INTO intake.phone_calls (report_id, line, agency_id, taken_by_person_id, taken_by_name, at)
    VALUES (${reportId}, ${line}, ${clerk.agencyId}, ${clerk.personId}, ${clerk.name}, ${at})`.execute(tx);
}

export function findCall(connection: Connection, reportId: string): Promise<Call | undefined> {
  return findRow(
    connection,
    sql<Call>`SELECT report_id AS "reportId", line, taken_by_person_id AS "takenByPersonId", call_back AS "callBack"
      FROM intake.phone_calls WHERE report_id = ${reportId}`,
  );
}

/** Missing fields stay as they are. */
export async function changeCall(
  tx: Connection,
  reportId: string,
  {
    callBack,
    cutOff,
    callerPhone,
  }: { callBack?: boolean | undefined; cutOff?: boolean | undefined; callerPhone?: string | undefined },
): Promise<void> {
  await sql`UPDATE intake.phone_calls SET call_back = coalesce(${callBack ?? null}, call_back),
      cut_off = coalesce(${cutOff ?? null}, cut_off),
      caller_phone = CASE WHEN ${callerPhone ?? null}::text IS NULL THEN caller_phone ELSE nullif(${callerPhone ?? null}, '') END
    WHERE report_id = ${reportId}`.execute(tx);
}
