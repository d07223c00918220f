import type { IncidentReport } from '#contract/incident';
import type { Connection } from '#platform/database/database';
import { countReportsOfSameAccount, type ReportRow } from '../store/report-rows.ts';

const RECENT_MS = 24 * 3_600_000;

/** Each report as officers see it, with how often the same account reported within a day. */
export async function listIncidentReports(
  connection: Connection,
  reports: ReportRow[],
  now: Date,
): Promise<IncidentReport[]> {
  const ids = reports.map(({ reportId }) => reportId);
  const counts = await countReportsOfSameAccount(connection, ids, new Date(now.getTime() - RECENT_MS));
  return reports.map(({ reporterId: _, duressAt: __, receivedAt, ...report }) => {
    const { count = 0, unfounded = 0 } = counts.find(({ reportId }) => reportId === report.reportId) ?? {};
    return { ...report, phoneMasked: false, recentReports: { count, unfounded }, receivedAt: receivedAt.toISOString() };
  });
}
