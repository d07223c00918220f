import type { LiveEvent } from '#contract/live';
import type { Database } from '#platform/database/database';
import type { LoggedEvent } from '#platform/events/event-log';
import type { LiveItem } from '#platform/live/live-streams';
import { maskUnfinished } from './mask-unfinished.ts';
import { listUnfinished } from './store-unfinished.ts';

/** Who may see unfinished reports listens to the one or, with the reporter's phone, to the other. */
export const UNFINISHED_AUDIENCE = 'unfinished-reports';
export const UNFINISHED_PHONE_AUDIENCE = 'unfinished-reports-with-phone';

/** The desk's list of unfinished reports, as it changes. */
export async function translateReportEvents(db: Database, events: LoggedEvent[]): Promise<LiveItem[]> {
  const ofType = (type: string) => events.filter((event) => event.type === type);
  const both = [UNFINISHED_AUDIENCE, UNFINISHED_PHONE_AUDIENCE];
  const unfinished = new Map(ofType('report-unfinished').map(({ seq, body }) => [String(body.reportId), seq]));
  const reports = unfinished.size > 0 ? await listUnfinished(db, [...unfinished.keys()]) : [];
  return [
    ...reports.map((report): LiveItem => {
      const seq = unfinished.get(report.reportId) ?? 0;
      const data: LiveEvent = { event: 'report-unfinished', report };
      const masked: LiveEvent = { event: 'report-unfinished', report: maskUnfinished(report) };
      const otherwise = [{ audiences: [UNFINISHED_AUDIENCE], data: masked }];
      return { seq, audiences: [UNFINISHED_PHONE_AUDIENCE], data, otherwise };
    }),
    ...ofType('report-settled').map(({ seq, body }): LiveItem => {
      const data: LiveEvent = { event: 'report-settled', reportId: String(body.reportId) };
      return { seq, audiences: both, data };
    }),
  ];
}
