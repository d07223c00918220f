import { type Connection, rows, sql } from '#platform/database/database';
import type { Reporter } from './store.ts';

export type ScreenRecipient = Pick<Reporter, 'address' | 'language'> & {
  channel: 'line' | 'web';
  reportId: string;
  isSilent: boolean;
};

/** Language and silent mode of the reporters of these reports; without callers, who have no chat. */
export function listScreenRecipients(connection: Connection, reportIds: string[]): Promise<ScreenRecipient[]> {
  return rows(
    connection,
    sql<ScreenRecipient>`SELECT report.id AS "reportId", reporter.channel, reporter.address, reporter.language,
        report.silent OR coalesce(conversation.silent_mode, false) AS "isSilent"
      FROM intake.reports AS report JOIN intake.reporters AS reporter ON reporter.id = report.reporter_id
      LEFT JOIN intake.conversations AS conversation ON conversation.reporter_id = reporter.id
      WHERE reporter.channel <> 'phone' AND report.id = ANY(${reportIds}::uuid[]) ORDER BY report.started_at, report.id`,
  );
}
