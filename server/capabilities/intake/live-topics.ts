import type { UnfinishedReport } from '#contract/incident';
import type { LiveEvent } from '#contract/live';
import type { Database } from '#platform/database/database';
import type { LoggedEvent } from '#platform/events/event-log';
import type { LiveItem } from '#platform/live/live-streams';
import type { AreaNames } from './known-area.ts';
import { maskUnfinished } from './mask-unfinished.ts';
import { listUnfinished } from './queries/list-unfinished.ts';

/** What a desk listens to: reports that speak of no province, and those of its own; `'everything'` for a national one. */
export function unfinishedAudiences(provinces: ReadonlySet<string> | 'everything', seesPhone: boolean): string[] {
  const areas = provinces === 'everything' ? ['everything'] : [...provinces];
  return ['anywhere', ...areas].map((area) => audienceOf(area, seesPhone));
}

function audienceOf(area: string, seesPhone: boolean): string {
  return `${seesPhone ? 'unfinished-with-phone' : 'unfinished'}:${area}`;
}

/** The desk's list of unfinished reports, as it changes. */
export async function translateReportEvents(
  { db, geography }: { db: Database; geography: AreaNames },
  events: LoggedEvent[],
): Promise<LiveItem[]> {
  const ofType = (type: string) => events.filter((event) => event.type === type);
  const unfinished = new Map(ofType('report-unfinished').map(({ seq, body }) => [String(body.reportId), seq]));
  const reports = unfinished.size > 0 ? await listUnfinished(geography, db, [...unfinished.keys()]) : [];
  return [
    ...reports.map((report) => render(report, unfinished.get(report.reportId) ?? 0)),
    ...ofType('report-finished').map(({ seq, body }): LiveItem => {
      const data: LiveEvent = { event: 'report-finished', reportId: String(body.reportId) };
      return { seq, audiences: everyDesk(), data };
    }),
  ];
}

/** Once a report speaks of a province, the desks of others let go of it. */
function render(report: UnfinishedReport, seq: number): LiveItem {
  const areas = report.area ? ['everything', report.area.provinceCode] : ['anywhere'];
  const to = (seesPhone: boolean) => areas.map((area) => audienceOf(area, seesPhone));
  const data: LiveEvent = { event: 'report-unfinished', report };
  const masked: LiveEvent = { event: 'report-unfinished', report: maskUnfinished(report) };
  const gone: LiveEvent = { event: 'report-finished', reportId: report.reportId };
  const otherwise = [
    { audiences: to(false), data: masked },
    { audiences: everyDesk(), data: gone },
  ];
  return { seq, audiences: to(true), data, otherwise };
}

function everyDesk(): string[] {
  return [audienceOf('anywhere', true), audienceOf('anywhere', false)];
}
