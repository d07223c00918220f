import { type Connection, sql } from '#platform/database/database';

export type NewUnmasking = {
  id: string;
  personId: string;
  field: 'phone' | 'place';
  reasonCode: string;
  reasonWords: string | null;
  at: Date;
};

export async function insertUnmasking(tx: Connection, incidentId: string, unmasking: NewUnmasking): Promise<void> {
  const { id, personId, field, reasonCode, reasonWords, at } = unmasking;
  await sql`INSERT INTO incident.unmaskings (id, incident_id, person_id, field, reason_code, reason_words, at)
    VALUES (${id}, ${incidentId}, ${personId}, ${field}, ${reasonCode}, ${reasonWords}, ${at})`.execute(tx);
}
