import type { IncidentReport } from '#contract/incident';
import type { Connection } from '#platform/database/database';
import { countReportsOfSameAccount, type ReportRow } from '../store/report-rows.ts';

const RECENT_MS = 24 * 3_600_000;

/** How well it is known who reported it; never a reason not to go. */
function trustOf({
  channel,
  phone,
  lineVerified,
}: Pick<ReportRow, 'channel' | 'phone' | 'lineVerified'>): IncidentReport['trust'] {
  if (channel === 'line') return 'line-account';
  if (channel === 'phone') return 'phone-call';
  if (lineVerified) return 'line-verified';
  return phone === null ? 'anonymous' : 'phone-given';
}

/** Each report as officers see it, with how often the same account reported within a day. */
export async function listIncidentReports(
  connection: Connection,
  reports: ReportRow[],
  now: Date,
): Promise<IncidentReport[]> {
  const ids = reports.map(({ reportId }) => reportId);
  const counts = await countReportsOfSameAccount(connection, ids, new Date(now.getTime() - RECENT_MS));
  return reports.map(({ reporterId: _, duressAt: __, lineVerified, receivedAt, writtenAt, ...report }) => {
    const { count = 0, unfounded = 0 } = counts.find(({ reportId }) => reportId === report.reportId) ?? {};
    const times = { receivedAt: receivedAt.toISOString(), writtenAt: writtenAt?.toISOString() ?? null };
    return {
      ...report,
      ...times,
      trust: trustOf({ ...report, lineVerified }),
      phoneMasked: false,
      callBackFirstUntil: null,
      recentReports: { count, unfounded },
    };
  });
}
