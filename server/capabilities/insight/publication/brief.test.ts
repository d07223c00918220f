import { expect, test } from 'vitest';
import { INCIDENT_TYPES } from '../../../../contract/incident-type.ts';
import { INTERVALS, type InsightIntervals, type InsightSummary } from '../../../../contract/insight.ts';
import { readPdfText } from '../../../../tests/support/read-pdf-text.ts';
import { setTemplate } from '../../../platform/print/set-template.ts';
import { type BriefFacts, findBusiest, listMissed, writeBrief } from './brief.ts';
import { BRIEF_TEMPLATE } from './queries/get-brief.ts';

type Line = InsightIntervals['intervals'][number];
const target = { seconds: 60, percent: 90, source: 'ทดสอบ', isVerified: false };
const aLine = (interval: Line['interval'], but: Partial<Line> = {}): Line => ({
  ...{ interval, n: 40, notRecorded: 3, p50: 31.4, p90: 1510, target, within: 95, reasons: [] },
  ...but,
});
// What people took to report has no target.
const lines = INTERVALS.map((interval) =>
  aLine(interval, interval === 'contact-to-report' ? { target: null, within: null } : {}),
);
const answered = { from: '2026-10-01', to: '2026-10-31', asOf: '2026-11-05T02:00:00.000Z' };
const summary = (n: number) =>
  ({
    ...{ ...answered, n, byChannel: {}, byDisposition: {}, notRecorded: { disposition: 4 }, silent: 5, reopened: 6 },
    ...{ nobodyCame: 1, byType: Object.fromEntries(INCIDENT_TYPES.map((type, at) => [type, at * 7])) },
  }) as unknown as InsightSummary;
const hours = new Array<number>(168).fill(0);
hours[4 * 24 + 20] = 9;
const facts: BriefFacts = {
  ...{ month: '2026-10', area: 'สภ.เมืองพิษณุโลก', summary: summary(58), before: summary(53) },
  intervals: { ...answered, n: 58, intervals: lines },
  hours: { ...answered, n: 58, hours },
};

test('targets that were missed come worst first; below ten nothing is said', () => {
  const intervals = [
    aLine('report-to-alert', { within: 89 }),
    aLine('unit-to-en-route', { within: 76 }),
    aLine('resolved-to-care', { within: null, n: 9 }),
    aLine('contact-to-team', { target: null, within: null }),
  ];
  expect(listMissed({ intervals }).map(({ interval }) => interval)).toEqual(['unit-to-en-route', 'report-to-alert']);
});

test('an hour stands out from five incidents on', () => {
  expect(findBusiest(hours)).toEqual({ day: 4, hour: 20, n: 9 });
  expect(findBusiest(hours.map((n) => Math.min(n, 4)))).toBeUndefined();
});

test.each(['th', 'en'] as const)(
  'a month stands on one page: what to know, figures, times, what to do (%s)',
  (language) => {
    const missed = {
      ...facts.intervals,
      intervals: facts.intervals.intervals.with(
        INTERVALS.indexOf('unit-to-en-route'),
        aLine('unit-to-en-route', { within: 76 }),
      ),
    };
    const pages = readPdfText(setTemplate(writeBrief({ ...facts, intervals: missed }, language, BRIEF_TEMPLATE)))
      .trim()
      .split('\n');
    expect(pages).toHaveLength(1);
    const text = (pages[0] ?? '').replace(/\s/g, '');
    const expected = {
      th: ['สรุปประจำเดือน', 'ตุลาคม2569', 'เหตุ58เหตุเดือนก่อน53เหตุ', 'ทันเป้า76%', 'วันศุกร์20:00–21:00', 'สิ่งที่ระบบไม่รู้'],
      en: [
        'Monthlybrief',
        'October2026',
        '58incidents,themonthbefore53',
        '76%intime',
        'Friday20:00–21:00',
        'doesnotknow',
      ],
    };
    for (const part of expected[language]) expect(text).toContain(part);
  },
);

test('few incidents: no percentage, no busiest hour, and it says so', () => {
  const few = INTERVALS.map((interval) => aLine(interval, { n: 4, p50: null, p90: null, within: null }));
  const noHours = { ...facts.hours, hours: hours.map(() => 0) };
  const [sheet] = writeBrief(
    { ...facts, intervals: { ...facts.intervals, intervals: few }, hours: noHours },
    'en',
    BRIEF_TEMPLATE,
  ).sheets;
  expect(sheet?.said).toMatchObject({
    know: {
      lines: [
        '58 incidents, the month before 53',
        expect.stringContaining('nobody can say'),
        expect.stringContaining('Too few'),
      ],
    },
  });
});
