import type { Jurisdiction } from '#capabilities/jurisdiction';
import { INSIGHT_TEXTS, INTERVALS, type InsightIntervals, type InsightTable } from '#contract/insight';
import { COUNTS, INTERVAL_STEPS, MEASURES } from '#contract/insight-definitions';
import type { Cell } from '#platform/csv/write-csv';
import type { Sheet } from '#platform/xlsx/write-xlsx';
import type { FactRow, StoredExport } from './store/export-rows.ts';

type Language = 'th' | 'en';
type Named = { nameTh?: string | undefined; nameEn?: string | null | undefined; key: string };

const nameIn = (language: Language, { nameTh, nameEn, key }: Named): string =>
  (language === 'en' && nameEn) || nameTh || key;

/** A station's file names the subdistrict, a larger one no smaller area than the district: an hour and a tambon may be one family. */
export function headOfFacts(isStation: boolean, language: Language): string[] {
  const { file, intervals } = INSIGHT_TEXTS[language];
  return [
    ...[file.day, file.hour, file.province, file.district, ...(isStation ? [file.subdistrict] : []), file.agency],
    ...[file.type, file.channel, file.disposition, file.apart, file.silent, file.reopened, file.nobodyCame],
    ...INTERVALS.map((interval) => `${intervals[interval]} (${file.seconds})`),
  ];
}

/** Areas and agencies by their names; kinds as codes, so that files of several years and languages join. */
export function factCells(
  fact: FactRow,
  { jurisdiction, isStation, language }: { jurisdiction: Jurisdiction; isStation: boolean; language: Language },
): Cell[] {
  const areaOf = (code: string): string => {
    const place = jurisdiction.findTypedPlace(code);
    return place ? place.name[language] : code;
  };
  const province = jurisdiction.listProvinces().find(({ code }) => code === fact.provinceCode);
  const agency = jurisdiction.findAgency(fact.agencyId);
  return [
    ...[
      fact.day,
      fact.hour,
      nameIn(language, { ...named(province), key: fact.provinceCode }),
      areaOf(fact.districtCode),
    ],
    ...(isStation ? [areaOf(fact.subdistrictCode)] : []),
    nameIn(language, { ...named(agency), key: fact.agencyId }),
    ...[
      fact.type,
      fact.channel,
      fact.disposition,
      fact.apart,
      fact.isSilent ? 1 : 0,
      fact.reopenCount,
      fact.nobodyCameCount,
    ],
    ...fact.seconds,
  ];
}

function named(from: { nameTh: string | null; nameEn: string | null } | undefined) {
  return from ? { nameTh: from.nameTh ?? undefined, nameEn: from.nameEn } : {};
}

export function writeTable(table: InsightTable, language: Language): { head: string[]; cells: Cell[][] } {
  const { file, figures } = INSIGHT_TEXTS[language];
  const heads = table.heads.map((head) => nameIn(language, head) || file.none);
  return {
    head: [file[table.rows === 'time' ? 'day' : table.rows], ...heads, figures.incidents, figures.before],
    cells: table.lines.map((line) => [nameIn(language, line) || file.none, ...line.cells, line.n, line.before]),
  };
}

export function writeIntervals(
  { intervals }: InsightIntervals,
  language: Language,
): { head: string[]; cells: Cell[][] } {
  const { file, figures, intervals: names } = INSIGHT_TEXTS[language];
  return {
    head: [
      ...[file.interval, `${figures.half} (${file.seconds})`, `${figures['nine-of-ten']} (${file.seconds})`],
      ...[`${figures['within-target']} (%)`, `${file.target} (${file.seconds})`, `${file.target} (%)`],
      ...[figures.n, figures['not-recorded']],
    ],
    cells: intervals.map(({ interval, p50, p90, within, target, n, notRecorded }) => [
      ...[names[interval], p50, p90, within, target?.seconds ?? null, target?.percent ?? null, n, notRecorded],
    ]),
  };
}

/** The second sheet: what the file is, and what each figure means. */
export function describeExport(
  { query, purpose, askedAt, dataset }: StoredExport,
  askedBy: string,
  language: Language,
): { data: string; sheet: Sheet } {
  const { file, figures, countsWhat, leavesOut, intervals, steps } = INSIGHT_TEXTS[language];
  const about: Cell[][] = [
    [file.span, `${query.from} – ${query.to}`, null],
    [file.purpose, purpose, null],
    [file.askedBy, askedBy, askedAt.toISOString()],
  ];
  const counted = [...COUNTS, ...MEASURES].map((figure): Cell[] => [
    ...[figures[figure], countsWhat[figure], leavesOut[figure]],
  ]);
  const timed = INTERVALS.map((interval): Cell[] => {
    const { from, to, word } = INTERVAL_STEPS[interval];
    return [intervals[interval], `${steps[from]} → ${steps[to]}`, word];
  });
  return {
    data: file.dataset[dataset],
    sheet: {
      name: file.definitions,
      head: [file.figure, file.counts, file.leavesOut],
      pages: [[...about, ...counted, ...timed]],
    },
  };
}
