import type { LiveEvent } from '#contract/live';
import type { Database } from '#platform/database/database';
import type { LoggedEvent } from '#platform/events/event-log';
import type { LiveItem } from '#platform/live/live-streams';
import { listUnfinished } from './store-unfinished.ts';

/** Who may see unfinished reports listens to this. */
export const UNFINISHED_AUDIENCE = 'unfinished-reports';

/** The desk's list of unfinished reports, as it changes. */
export async function translateReportEvents(db: Database, events: LoggedEvent[]): Promise<LiveItem[]> {
  const ofType = (type: string) => events.filter((event) => event.type === type);
  const item = (seq: number, data: LiveEvent): LiveItem => ({ seq, audiences: [UNFINISHED_AUDIENCE], data });
  const unfinished = new Map(ofType('report-unfinished').map(({ seq, body }) => [String(body.reportId), seq]));
  const reports = unfinished.size > 0 ? await listUnfinished(db, [...unfinished.keys()]) : [];
  return [
    ...reports.map((report) => item(unfinished.get(report.reportId) ?? 0, { event: 'report-unfinished', report })),
    ...ofType('report-settled').map(({ seq, body }) =>
      item(seq, { event: 'report-settled', reportId: String(body.reportId) }),
    ),
  ];
}
