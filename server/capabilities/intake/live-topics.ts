import type { WebReportNews } from '#contract/citizen-report';
import type { UnfinishedReport } from '#contract/incident';
import type { LiveEvent } from '#contract/live';
import type { LogEntry } from '#events/event-map';
import type { Database } from '#platform/database/database';
import type { LiveItem } from '#platform/live/live-streams';
import type { AreaNames } from './known-area.ts';
import { listUnfinished, maskUnfinished } from './queries/list-unfinished.ts';

/** The audiences of a control room: reports without a province and those of its provinces; `'everything'` if national. */
export function unfinishedAudiences(provinces: ReadonlySet<string> | 'everything', seesPhone: boolean): string[] {
  const areas = provinces === 'everything' ? ['everything'] : [...provinces];
  return ['anywhere', ...areas].map((area) => audienceOf(area, seesPhone));
}

function audienceOf(area: string, seesPhone: boolean): string {
  return `${seesPhone ? 'unfinished-with-phone' : 'unfinished'}:${area}`;
}

/** Changes of the control room's list of unfinished reports. */
export async function translateReportEvents(
  { db, geography }: { db: Database; geography: AreaNames },
  events: LogEntry[],
): Promise<LiveItem[]> {
  const unfinished = new Map(
    events.flatMap(({ seq, type, body }) =>
      type === 'report-unfinished' || type === 'unfinished-report-changed' ? [[body.reportId, seq]] : [],
    ),
  );
  const reports = unfinished.size > 0 ? await listUnfinished(geography, db, [...unfinished.keys()]) : [];
  return [
    ...reports.map((report) => render(report, unfinished.get(report.reportId) ?? 0)),
    ...events.flatMap(({ seq, type, body }): LiveItem[] => {
      if (type !== 'report-finished') return [];
      const data: LiveEvent = { event: 'report-finished', reportId: body.reportId };
      return [{ seq, audiences: everyControlRoom(), data }];
    }),
  ];
}

/** Once its province is known, a report disappears from the lists of the other provinces. */
function render(report: UnfinishedReport, seq: number): LiveItem {
  const areas = report.area ? ['everything', report.area.provinceCode] : ['anywhere'];
  const to = (seesPhone: boolean) => areas.map((area) => audienceOf(area, seesPhone));
  const data: LiveEvent = { event: 'report-unfinished', report };
  const masked: LiveEvent = { event: 'report-unfinished', report: maskUnfinished(report) };
  const gone: LiveEvent = { event: 'report-finished', reportId: report.reportId };
  const otherwise = [
    { audiences: to(false), data: masked },
    { audiences: everyControlRoom(), data: gone },
  ];
  return { seq, audiences: to(true), data, otherwise };
}

function everyControlRoom(): string[] {
  return [audienceOf('anywhere', true), audienceOf('anywhere', false)];
}

/** Says to the page of a report that it has to be read again; what it is stays with who holds the secret. */
export function translatePageNews(entries: LogEntry[]): LiveItem[] {
  return entries.flatMap(({ seq, type, body }): LiveItem[] => {
    if (type !== 'web-report-changed') return [];
    const data: WebReportNews = { event: 'changed' };
    return [{ seq, audiences: [reportAudience(body.reportId)], data }];
  });
}

/** The audience of the stream of one report. */
export function reportAudience(reportId: string): string {
  return `web-report:${reportId}`;
}
