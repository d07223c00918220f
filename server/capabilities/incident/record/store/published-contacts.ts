import type { PublicLanguage } from '#contract/languages';
import { type Connection, rows, sql } from '#platform/database/database';

/** How the sender of a report can be called, and the incident it belongs to. */
export type ReporterContact = {
  reportId: string;
  incidentId: string;
  code: string;
  provinceCode: string;
  phone: string | null;
  silent: boolean;
  canTakeCalls: boolean | null;
  language: PublicLanguage;
};

/** How the senders of these reports can be called; reports without an incident are left out. */
export function listReporterContacts(connection: Connection, reportIds: string[]): Promise<ReporterContact[]> {
  return rows(
    connection,
    sql<ReporterContact>`SELECT report_id AS "reportId", incident.id AS "incidentId", incident.code,
        place ->> 'provinceCode' AS "provinceCode", phone, report.silent OR incident.silent AS silent,
        can_take_calls AS "canTakeCalls", language
      FROM incident.reports AS report JOIN incident.incidents AS incident ON incident.id = report.incident_id
      WHERE report_id = ANY(${reportIds}::uuid[])`,
  );
}
