import { fillIn } from '#contract/text';
import type { ThaiDay } from '#contract/thai-day';
import type { TemplateJob } from '#platform/print/set-template';
import {
  ANNUAL_TEXTS,
  type AnnualLanguage,
  agencyOf,
  columnOf,
  labelOf,
  listMethods,
  nameSpan,
  nameYear,
} from './annual-labels.ts';
import { type AnnualTable, type Figure, NOT_PUBLISHED, NOT_SHOWN } from './annual-tables.ts';
import { sayMoment } from './brief.ts';
import type { Area } from './public-files.ts';
import type { AnnualYear } from './store/annual-rows.ts';

/** An edition of the report, as it is printed. */
export type Edition = AnnualYear & {
  from: ThaiDay;
  to: ThaiDay;
  edition: number;
  note: string;
  madeAt: Date;
  /** When the first incident of all was reported. */
  firstDay: ThaiDay | undefined;
  tables: readonly AnnualTable[];
};
export type Areas = ReadonlyMap<string, Area>;

/** The report on paper, in one language. */
export function writeAnnualReport(
  report: Edition,
  language: AnnualLanguage,
  { template, areas }: { template: string; areas: Areas },
): TemplateJob {
  const texts = ANNUAL_TEXTS[language];
  const year = nameYear(report, language);
  const edition = fillIn(texts.edition, report);
  const madeAt = sayMoment(report.madeAt.toISOString(), language);
  const counted = report.tables.filter(({ id }) => id !== 'unknown');
  const unknown = report.tables.filter(({ id }) => id === 'unknown').flatMap(({ rows }) => rows);
  const { sign, date, made, signedOff } = texts.signatures;
  const said = {
    ...{ system: texts.system, title: texts.title, law: texts.law, year, span: nameSpan(report, language), edition },
    note: report.note === '' ? '' : fillIn(texts.corrected, report),
    foot: fillIn(texts.foot, { title: texts.title, year, edition: report.edition, madeAt }),
    parts: counted.map((table) => writePart(table, language, areas)),
    unknown: {
      ...texts.tables.unknown,
      head: [texts.row, texts.columns.who, texts.columns.n, texts.columns.source],
      rows: unknown.map(({ key }) => [labelOf('unknown', key, language, areas), agencyOf(key, language), '', '']),
    },
    methods: {
      title: texts.methods.title,
      lines: listMethods({ ...report, madeAt }, language),
    },
    signatures: { sign, date, who: [made, signedOff] },
  };
  return {
    ...{ template, language, title: `${texts.title} · ${year} · ${edition}`, format: 'pdf', whole: [] },
    sheets: [{ said, plain: {} }],
  };
}

/** Of provinces only those of which something is shown, and how many others there are. */
function writePart(table: AnnualTable, language: AnnualLanguage, areas: Areas) {
  const texts = ANNUAL_TEXTS[language];
  const isShown = ({ figures }: AnnualTable['rows'][number]) => figures.some((one) => typeof one === 'number');
  const rows = table.id === 'provinces' ? table.rows.filter(isShown) : table.rows;
  const left = table.rows.length - rows.length;
  return {
    ...texts.tables[table.id],
    head: [texts.row, ...table.columns.map((column) => columnOf(table.id, column, language))],
    rows: rows.map(({ key, figures }) => [
      labelOf(table.id, key, language, areas),
      // A month that was not published says so once.
      ...figures.map((figure, at) => (at > 0 && figure === NOT_PUBLISHED ? '' : sayFigure(figure, language))),
    ]),
    after: left === 0 ? '' : fillIn(texts.otherProvinces, { n: left }),
  };
}

function sayFigure(figure: Figure, language: AnnualLanguage): string {
  const { notShown, notPublished } = ANNUAL_TEXTS[language];
  if (typeof figure === 'number') return figure.toLocaleString('en');
  return figure === NOT_SHOWN ? notShown : figure === NOT_PUBLISHED ? notPublished : '';
}
