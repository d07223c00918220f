import { randomUUID } from 'node:crypto';
import type { FindingStatus } from '../../contract/finding-status.ts';
import { type Database, sql } from '../../server/platform/database/database.ts';

type Given = {
  incidentId: string;
  status?: FindingStatus;
  note?: string;
  /** Who proposed it, as a duty officer. */
  by?: string;
  hasInquiry?: boolean;
};

/** A finding whose time to answer is over, about the first report of an incident. @returns its id */
export async function aFinding(
  db: Database,
  { incidentId, status = 'proposed', note = 'เขียนในแชตว่าล้อเล่น', by = randomUUID(), hasInquiry = false }: Given,
): Promise<string> {
  const id = randomUUID();
  const isDecided = status !== 'proposed';
  const person = (of: string) => JSON.stringify({ id: of, name: 'ร.ต.อ. สมมติ ผู้ตัดสิน' });
  await sql`INSERT INTO incident.findings (id, incident_id, report_id, reporter_id, other_incident_ids, agency_id, status,
      evidence, note, proposed_at, proposed_by, proposed_as, hearing, answer_by, decided_at, decided_by, reason, clauses,
      notice, appealed_at)
    SELECT ${id}, incident.id, report.report_id, report.reporter_id, '{}', incident.responsible_agency_id, ${status},
      '{reporter-admits}', ${note}, now() - interval '80 hours', ${person(by)}::jsonb,
      jsonb_build_array(jsonb_build_object('agencyId', incident.responsible_agency_id, 'role', 'duty-officer')), 'asked',
      now() - interval '8 hours', CASE WHEN ${isDecided} THEN now() - interval '7 hours' END,
      CASE WHEN ${isDecided} THEN ${person(randomUUID())}::jsonb END, CASE WHEN ${isDecided} THEN 'รับเองในแชต' END,
      CASE WHEN ${isDecided} THEN '{criminal-code-173}'::text[] ELSE '{}'::text[] END,
      CASE WHEN ${isDecided} THEN 'to-give' END, CASE WHEN ${status === 'appealed'} THEN now() - interval '1 hour' END
    FROM incident.incidents AS incident
    CROSS JOIN LATERAL (SELECT report_id, reporter_id FROM incident.reports WHERE incident_id = incident.id
      ORDER BY received_at, report_id LIMIT 1) AS report
    WHERE incident.id = ${incidentId}`.execute(db);
  if (hasInquiry)
    await sql`INSERT INTO incident.finding_measures (finding_id, kind, until)
      VALUES (${id}, 'inquiry', now() + interval '90 days')`.execute(db);
  return id;
}
