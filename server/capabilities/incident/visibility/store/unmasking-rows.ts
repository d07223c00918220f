import { type Connection, sql } from '#platform/database/database';

export type NewUnmasking = {
  id: string;
  personId: string;
  field: 'phone' | 'place';
  reasonCode: string;
  reasonText: string | null;
  at: Date;
};

export async function insertUnmasking(tx: Connection, incidentId: string, unmasking: NewUnmasking): Promise<void> {
  const { id, personId, field, reasonCode, reasonText, at } = unmasking;
  await sql`INSERT INTO incident.unmaskings (id, incident_id, person_id, field, reason_code, reason_text, at)
    VALUES (${id}, ${incidentId}, ${personId}, ${field}, ${reasonCode}, ${reasonText}, ${at})`.execute(tx);
}
