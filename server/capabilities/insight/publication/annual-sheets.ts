import { fillIn } from '#contract/text';
import type { Cell } from '#platform/csv/write-csv';
import { ANNUAL_TEXTS, agencyOf, labelOf, listMethods, nameSpan, nameYear } from './annual-labels.ts';
import type { Areas, Edition } from './annual-pages.ts';
import { type AnnualTable, type Figure, UNKNOWN } from './annual-tables.ts';

/** A table as a program reads it: codes, both names, and a number or a word for why there is none. */
export type AnnualSheet = { name: string; head: string[]; cells: Cell[][] };

/** Each table of the report, and what the report is; the same in Excel and in CSV. */
export function listSheets(report: Edition, areas: Areas): AnnualSheet[] {
  return [describeReport(report), ...report.tables.map((table) => writeSheet(table, areas))];
}

function writeSheet({ id, columns, rows }: AnnualTable, areas: Areas): AnnualSheet {
  const namesOf = (key: string): Cell[] => [key, labelOf(id, key, 'th', areas), labelOf(id, key, 'en', areas)];
  const head = ['code', 'name_th', 'name_en'];
  if (id === 'unknown') {
    return {
      ...{ name: id, head: [...head, 'agency_th', 'agency_en', 'n', 'source'] },
      cells: rows.map(({ key }) => [...namesOf(key), agencyOf(key, 'th'), agencyOf(key, 'en'), null, null]),
    };
  }
  return {
    ...{ name: id, head: [...head, ...columns] },
    cells: rows.map(({ key, figures }) => [...namesOf(key), ...figures.map(cellOf)]),
  };
}

const cellOf = (figure: Figure): Cell => (figure === UNKNOWN ? null : figure);

function describeReport(report: Edition): AnnualSheet {
  const { th, en } = ANNUAL_TEXTS;
  const lines = (language: 'th' | 'en') => listMethods({ ...report, madeAt: report.madeAt.toISOString() }, language);
  const english = lines('en');
  return {
    ...{ name: 'about', head: ['th', 'en'] },
    cells: [
      [th.title, en.title],
      [th.law, en.law],
      [nameYear(report, 'th'), nameYear(report, 'en')],
      [nameSpan(report, 'th'), nameSpan(report, 'en')],
      [fillIn(th.edition, report), fillIn(en.edition, report)],
      ...(report.note === '' ? [] : [[fillIn(th.corrected, report), fillIn(en.corrected, report)]]),
      ...lines('th').map((line, at) => [line, english[at] ?? null]),
    ],
  };
}
