import { type Connection, rows, sql } from '#platform/database/database';
import type { Reporter } from './store.ts';

export type Listener = Pick<Reporter, 'channel' | 'address' | 'language'> & { reportId: string; isHushed: boolean };

/** In what language and manner the reporters of these reports are spoken to. */
export function listListeners(connection: Connection, reportIds: string[]): Promise<Listener[]> {
  return rows(
    connection,
    sql<Listener>`SELECT report.id AS "reportId", reporter.channel, reporter.address, reporter.language,
        report.silent OR coalesce(conversation.hushed, false) AS "isHushed"
      FROM intake.reports AS report JOIN intake.reporters AS reporter ON reporter.id = report.reporter_id
      LEFT JOIN intake.conversations AS conversation ON conversation.reporter_id = reporter.id
      WHERE report.id = ANY(${reportIds}::uuid[]) ORDER BY report.started_at, report.id`,
  );
}
