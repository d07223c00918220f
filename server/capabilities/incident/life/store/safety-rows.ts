import type { Disposition, IncidentStatus } from '#contract/incident-status';
import type { IncidentType } from '#contract/incident-type';
import type { SafetyKind } from '#contract/safety';
import { type Connection, findRow, rows, sql } from '#platform/database/database';
import type { Person } from '../../record/incident.ts';
import { familyOf } from '../../record/store/incident-rows.ts';

export type SafetyNoteRow = {
  id: string;
  incidentId: string;
  kind: SafetyKind;
  text: string | null;
  until: Date;
  by: Person;
  at: Date;
  withdrawnAt: Date | null;
  withdrawnBy: Person | null;
  withdrawReason: string | null;
};

const COLUMNS = sql.raw(`id, incident_id AS "incidentId", kind, text, until, by, at, withdrawn_at AS "withdrawnAt",
  withdrawn_by AS "withdrawnBy", withdraw_reason AS "withdrawReason"`);

export async function insertSafetyNote(
  tx: Connection,
  note: Omit<SafetyNoteRow, 'withdrawnAt' | 'withdrawnBy' | 'withdrawReason'>,
): Promise<void> {
  await sql`INSERT INTO incident.safety_notes (id, incident_id, kind, text, until, by, at)
    VALUES (${note.id}, ${note.incidentId}, ${note.kind}, ${note.text}, ${note.until}, ${JSON.stringify(note.by)},
      ${note.at})`.execute(tx);
}

/** The notes of an incident and of those merged into it, newest first, withdrawn ones too. */
export function listSafetyNotes(connection: Connection, incidentId: string): Promise<SafetyNoteRow[]> {
  return rows(
    connection,
    sql<SafetyNoteRow>`SELECT ${COLUMNS} FROM incident.safety_notes
      WHERE incident_id = ANY(ARRAY${familyOf(incidentId)}) ORDER BY at DESC, id DESC`,
  );
}

/** Withdraws a note that is in force; undefined if there is none. */
export function withdrawSafetyNote(
  tx: Connection,
  note: { id: string; incidentId: string; by: Person; reason: string; at: Date },
): Promise<{ kind: SafetyKind } | undefined> {
  return findRow(
    tx,
    sql<{ kind: SafetyKind }>`UPDATE incident.safety_notes
      SET withdrawn_at = ${note.at}, withdrawn_by = ${JSON.stringify(note.by)}, withdraw_reason = ${note.reason}
      WHERE id = ${note.id} AND incident_id = ANY(ARRAY${familyOf(note.incidentId)}) AND withdrawn_at IS NULL
      RETURNING kind`,
  );
}

/** Whether the incident has such a note, also a withdrawn one. */
export async function isSafetyNote(tx: Connection, note: { id: string; incidentId: string }): Promise<boolean> {
  const found = await findRow(
    tx,
    sql`SELECT 1 FROM incident.safety_notes
      WHERE id = ${note.id} AND incident_id = ANY(ARRAY${familyOf(note.incidentId)})`,
  );
  return found !== undefined;
}

export type EarlierRow = {
  id: string;
  type: IncidentType;
  status: IncidentStatus;
  disposition: Disposition | null;
  openedAt: Date;
  responsibleAgencyId: string;
  metresApart: number;
  sameReporter: boolean;
  samePhone: boolean;
  answers: { question: string; answer: string }[];
  notes: { id: string; kind: SafetyKind; text: string | null; at: string; until: string }[];
};

/** Earlier incidents around this one, as the database shows them to whoever may act in it; newest first. */
export function listEarlier(
  connection: Connection,
  incidentId: string,
  { metres, now, limit }: { metres: number; now: Date; limit: number },
): Promise<EarlierRow[]> {
  return rows(
    connection,
    sql<EarlierRow>`SELECT id, type, status, disposition, opened_at AS "openedAt",
        responsible_agency_id AS "responsibleAgencyId", metres_apart AS "metresApart", same_reporter AS "sameReporter",
        same_phone AS "samePhone", answers, notes
      FROM incident.earlier_around(${incidentId}::uuid, ${metres}::double precision, ${now}::timestamptz, ${limit}::int)`,
  );
}
