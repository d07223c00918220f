import { FORM_TEXTS } from '#contract/case-form-texts';
import type { EligibilityRule, PersonFact, SimpleRule } from '#contract/service-eligibility';
import type { ServiceHours } from '#contract/service-hours';

type Language = 'th' | 'en';

/** Names of what rules ask for. */
export const FACT_NAMES: Record<Language, Record<PersonFact, string>> = {
  th: {
    ...{ age: 'อายุ', 'income-per-head': 'รายได้ต่อคน', sex: 'เพศ', nationality: 'สัญชาติ' },
    ...{ 'school-status': 'การเรียน', pregnant: 'ตั้งครรภ์', risk: 'ระดับความเสี่ยง' },
    ...{ disability: 'ความพิการ', 'child-flag': 'เรื่องของเด็ก' },
  },
  en: {
    ...{ age: 'Age', 'income-per-head': 'Income per head', sex: 'Sex', nationality: 'Nationality' },
    ...{ 'school-status': 'School', pregnant: 'Pregnant', risk: 'Risk' },
    ...{ disability: 'Disability', 'child-flag': 'Of the child' },
  },
};

/** Names of the codes that a rule may accept; undefined where it has none. */
export function codeNamesOf(fact: PersonFact, language: Language): Readonly<Record<string, string>> | undefined {
  const { codes, risks } = FORM_TEXTS[language];
  const names: Partial<Record<PersonFact, Readonly<Record<string, string>>>> = {
    ...{ sex: codes.sex, nationality: codes.nationality, 'school-status': codes.schoolStatus, risk: risks },
    ...{ disability: codes.disability, 'child-flag': codes.childFlag },
  };
  return names[fact];
}

/** A rule as one would say it: `อายุ 6–18 ปี หรือ เพศ: หญิง`. */
export function describeRule(rule: EligibilityRule, language: Language): string {
  const or = language === 'th' ? ' หรือ ' : ' or ';
  return 'anyOf' in rule
    ? rule.anyOf.map((part) => describeSimple(part, language)).join(or)
    : describeSimple(rule, language);
}

function describeSimple(rule: SimpleRule, language: Language): string {
  const isThai = language === 'th';
  if (rule.fact === 'age') {
    const { from, to } = rule;
    if (to === undefined) return isThai ? `อายุ ${from} ปีขึ้นไป` : `${from} years or older`;
    if (from === undefined) return isThai ? `อายุไม่เกิน ${to} ปี` : `${to} years or younger`;
    return isThai ? `อายุ ${from}–${to} ปี` : `${from}–${to} years old`;
  }
  if (rule.fact === 'income-per-head') {
    const baht = rule.to.toLocaleString('en');
    return isThai
      ? `รายได้เฉลี่ยไม่เกิน ${baht} บาทต่อคนต่อเดือน`
      : `Income of ${baht} baht a month or less for each of the household`;
  }
  const fact = FACT_NAMES[language][rule.fact];
  if (rule.fact === 'pregnant') return fact;
  const names = codeNamesOf(rule.fact, language) ?? {};
  const accepted: readonly string[] = rule.oneOf;
  // A list of alternatives inside a rule that may itself be one of several.
  return `${fact}: ${accepted.map((code) => names[code] ?? code).join(' / ')}`;
}

const DAYS: Record<Language, readonly string[]> = {
  th: ['จ', 'อ', 'พ', 'พฤ', 'ศ', 'ส', 'อา'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
};
/** Monday is 1. */
export const dayName = (day: number, language: Language): string => DAYS[language][day - 1] ?? '';

/** `จ–ศ 08:30–16:30`; undefined where nobody knows. */
export function describeHours(hours: ServiceHours, language: Language): string | undefined {
  if (hours === 'always') return language === 'th' ? 'ทุกวัน 24 ชั่วโมง' : 'Day and night';
  if (hours.length === 0) return undefined;
  return hours.map(({ days, from, to }) => `${describeDays(days, language)} ${from}–${to}`).join(' · ');
}

function describeDays(days: readonly number[], language: Language): string {
  const sorted = [...new Set(days)].sort((one, other) => one - other);
  if (sorted.length === 7) return language === 'th' ? 'ทุกวัน' : 'Every day';
  const runs: number[][] = [];
  for (const day of sorted) {
    const run = runs.at(-1);
    if (run?.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  const say = (run: number[]): string => {
    const [first = 1, last = first] = [run[0], run.at(-1)];
    if (run.length < 3) return run.map((day) => dayName(day, language)).join(' ');
    return `${dayName(first, language)}–${dayName(last, language)}`;
  };
  return runs.map(say).join(' ');
}
