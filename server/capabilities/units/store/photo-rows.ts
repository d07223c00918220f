import { type Connection, rows, sql } from '#platform/database/database';

export type Photo = {
  id: string;
  assignmentId: string;
  attachmentId: string;
  callSign: string;
  happenedAt: Date;
  receivedAt: Date;
};
type NewPhoto = Omit<Photo, 'callSign'> & { byPersonId: string };

export async function insertPhoto(tx: Connection, photo: NewPhoto): Promise<void> {
  await sql`INSERT INTO units.photos (id, assignment_id, attachment_id, by_person_id, happened_at, received_at)
    VALUES (${photo.id}, ${photo.assignmentId}, ${photo.attachmentId}, ${photo.byPersonId}, ${photo.happenedAt},
      ${photo.receivedAt})`.execute(tx);
}

/** Every picture of the incident, oldest first. */
export function listPhotoRows(connection: Connection, incidentId: string): Promise<Photo[]> {
  return rows(
    connection,
    sql<Photo>`SELECT photo.id, photo.assignment_id AS "assignmentId", photo.attachment_id AS "attachmentId",
        job.call_sign AS "callSign", photo.happened_at AS "happenedAt", photo.received_at AS "receivedAt"
      FROM units.photos AS photo JOIN units.assignments AS job ON job.id = photo.assignment_id
      WHERE job.incident_id = ${incidentId} ORDER BY photo.happened_at, photo.id`,
  );
}
