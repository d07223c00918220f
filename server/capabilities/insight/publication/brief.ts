import { INCIDENT_TYPES } from '#contract/incident-type';
import { INSIGHT_TEXTS, type InsightHours, type InsightIntervals, type InsightSummary } from '#contract/insight';
import { fillIn } from '#contract/text';
import { BUDDHIST } from '#contract/thai-day';
import type { TemplateJob } from '#platform/print/set-template';
import en from './messages/en.json' with { type: 'json' };
import th from './messages/th.json' with { type: 'json' };
import { drawColumns } from './pictures.ts';

export type BriefLanguage = 'th' | 'en';
const TEXTS = { th, en };
type Line = InsightIntervals['intervals'][number];

/** A month of a province, a station or the nation, and the month before. */
export type BriefFacts = {
  month: string;
  /** Whose incidents: the name of a province or a station. */
  area: string;
  summary: InsightSummary;
  before: InsightSummary;
  intervals: InsightIntervals;
  hours: InsightHours;
};

/** One hour of the week stands out from so many incidents on; below it is chance. */
const STANDS_OUT = 5;

export function monthOf(month: string, language: BriefLanguage): string {
  const at = new Date(`${month}-01T00:00:00Z`);
  const locale = language === 'th' ? 'th-TH-u-ca-gregory' : 'en-GB';
  const name = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(at);
  return `${name} ${at.getUTCFullYear() + (language === 'th' ? BUDDHIST : 0)}`;
}

/** A target that was missed, by how many of a hundred; the worst first. */
export function listMissed({ intervals }: Pick<InsightIntervals, 'intervals'>): Line[] {
  const missedBy = ({ target, within }: Line) => (target && within !== null ? target.percent - within : 0);
  return intervals.filter((line) => missedBy(line) > 0).sort((one, other) => missedBy(other) - missedBy(one));
}

/** The busiest hour of the week, where one stands out. */
export function findBusiest(hours: readonly number[]): { day: number; hour: number; n: number } | undefined {
  const n = Math.max(...hours);
  const at = hours.indexOf(n);
  return n < STANDS_OUT ? undefined : { day: Math.floor(at / 24), hour: at % 24, n };
}

/** One page for whoever is in charge: what to know, four figures, kinds and times, what is to be done, and what nobody knows. */
export function writeBrief(facts: BriefFacts, language: BriefLanguage, template: string): TemplateJob {
  const t = TEXTS[language].brief;
  const { summary, before, intervals, area } = facts;
  const names = INSIGHT_TEXTS[language].intervals;
  const [worst] = listMissed(intervals);
  const figure = (key: 'n' | 'reopened' | 'nobodyCame' | 'silent') => ({
    ...{ label: t.facts[key], n: `${summary[key]}`, before: fillIn(t.before, { n: before[key] }) },
  });
  const missing = intervals.intervals.reduce((sum, { notRecorded }) => sum + notRecorded, 0);
  const { kinds, kind } = TEXTS[language];
  const withTarget = intervals.intervals.filter(({ target }) => target !== null);
  const title = `${t.title} ${monthOf(facts.month, language)}`;
  const toDo = worst ? fillIn(t.findCause, { interval: names[worst.interval] }) : '';
  const said = {
    ...{ area, title, foot: fillIn(t.foot, { asOf: sayMoment(summary.asOf, language) }) },
    know: { title: t.know, lines: sayThree(facts, language) },
    figures: [figure('n'), figure('reopened'), figure('nobodyCame'), figure('silent')],
    kinds: {
      ...{ title: t.kinds, head: [kind, t.now, t.earlier] },
      rows: INCIDENT_TYPES.map((type) => [kinds[type], `${summary.byType[type]}`, `${before.byType[type]}`]),
    },
    hours: { title: t.hours, under: t.hoursUnder },
    waits: {
      ...{ title: t.waits, head: [t.interval, t.half, t.most, t.within, t.measured, t.notRecorded] },
      rows: withTarget.map((line) => [
        ...[names[line.interval], sayTime(line.p50, language), sayTime(line.p90, language), sayWithin(line, language)],
        ...[`${line.n}`, `${line.notRecorded}`],
      ]),
    },
    ask: { title: t.ask, head: [t.act, t.who, t.by], rows: [toDo, '', ''].map((act) => [act, '', '']) },
    unknown: {
      title: t.unknown,
      lines: [
        ...[t.unknownText, fillIn(t.unsaid, { n: summary.notRecorded.disposition }), fillIn(t.missing, { n: missing })],
        ...(withTarget.some(({ target }) => target?.isVerified === false) ? [t.targets] : []),
      ],
    },
  };
  return {
    ...{ template, language, title: `${title} · ${area}`, format: 'pdf', whole: [area] },
    sheets: [{ said, plain: { hours: drawHours(facts.hours.hours, t.hours) } }],
  };
}

/** Incidents by hour of the day, whatever the day of the week is. */
function drawHours(hours: readonly number[], label: string): string {
  const columns = Array.from({ length: 24 }, (_, hour) => ({
    ...{ key: `${hour}`, label: `${String(hour).padStart(2, '0')}:00` },
    value: hours.reduce((sum, n, at) => sum + (at % 24 === hour ? n : 0), 0),
  }));
  return drawColumns(columns, label, '', 100).markup;
}

function sayWithin({ within, target }: Line, language: BriefLanguage): string {
  const t = TEXTS[language].brief;
  if (within === null || target === null) return t.tooFew;
  const missed = within < target.percent ? '▲ ' : '';
  return missed + fillIn(t.percentOf, { within: Math.round(within), percent: target.percent });
}

function sayThree({ summary, before, intervals, hours }: BriefFacts, language: BriefLanguage): string[] {
  const t = TEXTS[language].brief;
  const [worst] = listMissed(intervals);
  const measured = intervals.intervals.some(({ within }) => within !== null);
  const busiest = findBusiest(hours.hours);
  return [
    fillIn(t.count, { n: summary.n, before: before.n }),
    worst?.target
      ? fillIn(t.missed, {
          interval: INSIGHT_TEXTS[language].intervals[worst.interval],
          ...{ within: Math.round(worst.within ?? 0), percent: worst.target.percent },
        })
      : measured
        ? t.allMet
        : t.noTimes,
    busiest
      ? fillIn(t.busiest, {
          day: t.days[busiest.day],
          hour: `${String(busiest.hour).padStart(2, '0')}:00–${String(busiest.hour + 1).padStart(2, '0')}:00`,
          n: busiest.n,
        })
      : t.noBusiest,
  ];
}

function sayTime(seconds: number | null, language: BriefLanguage): string {
  const { units, brief } = TEXTS[language];
  if (seconds === null) return brief.tooFew;
  if (seconds < 100) return fillIn(units.seconds, { count: Math.round(seconds) });
  if (seconds < 5400) return fillIn(units.minutes, { count: Math.round(seconds / 60) });
  return fillIn(units.hours, { count: Math.round(seconds / 360) / 10 });
}

/** Day and time in Thailand, in the era of the language. */
export function sayMoment(at: string, language: BriefLanguage): string {
  const locale = language === 'th' ? 'th-TH' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { timeZone: 'Asia/Bangkok', dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(at),
  );
}
