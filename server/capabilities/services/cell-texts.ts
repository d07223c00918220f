import type { EligibilityRule, SimpleRule } from '#contract/service-eligibility';
import type { ServiceHours } from '#contract/service-hours';

/**
 * Rules and hours as somebody can write them in a cell of a spreadsheet: `age=6-18; school-status=never,at-risk`,
 * `age=-17 | sex=female`, `Mo-Fr 08:30-16:30; Sa 09:00-12:00`. What can't be read is undefined; the schema checks the rest.
 */
export function formatRules(rules: readonly EligibilityRule[]): string {
  return rules
    .map((rule) => ('anyOf' in rule ? rule.anyOf.map(formatSimple).join(' | ') : formatSimple(rule)))
    .join('; ');
}

function formatSimple(rule: SimpleRule): string {
  if (rule.fact === 'age') return `age=${rule.from ?? ''}-${rule.to ?? ''}`;
  if (rule.fact === 'income-per-head') return `income-per-head=-${rule.to}`;
  return `${rule.fact}=${rule.oneOf.join(',')}`;
}

export function readRules(text: string): unknown[] | undefined {
  if (text.trim() === '') return [];
  const rules = text.split(';').map((part) => {
    const simple = part.split('|').map(readSimple);
    if (simple.includes(undefined)) return undefined;
    return simple.length > 1 ? { anyOf: simple } : simple[0];
  });
  return rules.includes(undefined) ? undefined : rules;
}

const number = (text: string | undefined) => (text === undefined || text === '' ? undefined : Number(text));

function readSimple(text: string): object | undefined {
  const [, fact, value = ''] = /^\s*([a-z-]+)\s*=\s*(.*?)\s*$/.exec(text) ?? [];
  if (fact === undefined) return undefined;
  if (fact === 'age' || fact === 'income-per-head') {
    const [whole, from, to] = /^(\d{0,9})\s*-\s*(\d{0,9})$/.exec(value) ?? [];
    if (whole === undefined) return undefined;
    const ends = { from: number(from), to: number(to) };
    return { fact, ...Object.fromEntries(Object.entries(ends).filter(([, end]) => end !== undefined)) };
  }
  return { fact, oneOf: readList(value) };
}

/** `id-card, photo` */
export function readList(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

const DAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];
const dayOf = (name: string | undefined): number =>
  DAYS.findIndex((one) => one.toLowerCase() === name?.toLowerCase()) + 1;

export function formatHours(hours: ServiceHours): string {
  if (hours === 'always') return 'always';
  return hours.map(({ days, from, to }) => `${days.map((day) => DAYS[day - 1]).join(',')} ${from}-${to}`).join('; ');
}

export function readHours(text: string): unknown {
  const written = text.trim();
  if (written === '') return [];
  if (/^(always|24\/7)$/i.test(written)) return 'always';
  const spans = written.split(';').map((part) => {
    const [, names, from, to] = /^\s*([A-Za-z,\s-]+?)\s+(\d\d:\d\d)\s*-\s*(\d\d:\d\d)\s*$/.exec(part) ?? [];
    const days = names === undefined ? undefined : readDays(names);
    return days && { days, from, to };
  });
  return spans.includes(undefined) ? undefined : spans;
}

function readDays(text: string): number[] | undefined {
  const days = readList(text).flatMap((part) => {
    const [first, last] = part.split('-').map((name) => dayOf(name.trim()));
    if (!first || last === 0) return [0];
    const length = last === undefined ? 1 : ((last - first + 7) % 7) + 1;
    return Array.from({ length }, (_, at) => ((first - 1 + at) % 7) + 1);
  });
  return days.length === 0 || days.includes(0) ? undefined : days;
}
