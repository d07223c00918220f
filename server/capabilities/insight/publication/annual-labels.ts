import { ANNUAL_RULES } from '#contract/annual-report';
import { FORM_TEXTS } from '#contract/case-form-texts';
import { fillIn } from '#contract/text';
import { addDays, BUDDHIST, type ThaiDay } from '#contract/thai-day';
import type { TableId } from './annual-tables.ts';
import { monthOf } from './brief.ts';
import en from './messages/en.json' with { type: 'json' };
import th from './messages/th.json' with { type: 'json' };
import type { Area } from './public-files.ts';
import type { AnnualYear } from './store/annual-rows.ts';

export type AnnualLanguage = 'th' | 'en';
export const ANNUAL_TEXTS = { th: th.annual, en: en.annual };
const KINDS = { th: th.kinds, en: en.kinds };
type Names = Readonly<Record<string, string>>;

/** What a row of a table is called. */
export function labelOf(
  table: TableId,
  key: string,
  language: AnnualLanguage,
  areas: ReadonlyMap<string, Area>,
): string {
  if (table === 'months') return monthOf(key, language);
  if (table === 'provinces') return areas.get(key)?.[language] ?? key;
  return namesOf(table, language)[key] ?? key;
}

function namesOf(table: TableId, language: AnnualLanguage): Names {
  const { rows } = ANNUAL_TEXTS[language];
  if (table === 'kinds') return KINDS[language];
  // As the form of the assessment calls it.
  if (table === 'found') return { ...FORM_TEXTS[language].domainCodes.safety, ...rows.found };
  const named: Readonly<Record<string, Names>> = rows;
  return named[table] ?? {};
}

/** What a column is called: of months and provinces each is a kind. */
export function columnOf(table: TableId, column: string, language: AnnualLanguage): string {
  const names: Names = table === 'months' || table === 'provinces' ? KINDS[language] : ANNUAL_TEXTS[language].columns;
  return names[column] ?? column;
}

/** Who knows what this system does not. */
export function agencyOf(key: string, language: AnnualLanguage): string {
  const names: Names = ANNUAL_TEXTS[language].who;
  return names[key] ?? '';
}

/** In Thai the Buddhist year. */
export function nameYear({ calendar, year }: AnnualYear, language: AnnualLanguage): string {
  return fillIn(ANNUAL_TEXTS[language].year[calendar], { year: language === 'th' ? year + BUDDHIST : year });
}

/** How it was counted; that the system is younger than the years that are compared, only where it is so. */
export function listMethods(
  { from, madeAt, firstDay }: { from: ThaiDay; madeAt: string; firstDay: ThaiDay | undefined },
  language: AnnualLanguage,
): string[] {
  const { first, ...always } = ANNUAL_TEXTS[language].methods.lines;
  const isYounger = firstDay !== undefined && firstDay > addDays(from, -365);
  const lines = [...(isYounger ? [fillIn(first, { day: nameDay(firstDay, language) })] : []), ...Object.values(always)];
  return lines.map((line) => fillIn(line, { madeAt, rules: ANNUAL_RULES }));
}

export const nameSpan = ({ from, to }: { from: ThaiDay; to: ThaiDay }, language: AnnualLanguage): string =>
  fillIn(ANNUAL_TEXTS[language].span, { from: nameDay(from, language), to: nameDay(to, language) });

function nameDay(of: ThaiDay, language: AnnualLanguage): string {
  const locale = language === 'th' ? 'th-TH' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${of}T00:00:00Z`));
}
