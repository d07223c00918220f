import { z } from 'zod';

/**
 * What is measured of a family: the five dimensions of the family logbook (สมุดพกครอบครัว) and TPMAP, three or four coded
 * indicators each. The levels and which criteria are required are ours: no ministry has confirmed them (`UNVERIFIED`).
 */
export const FAMILY_TOOL = { tool: 'family-five', version: '1' } as const;
export const FAMILY_TOOL_UNVERIFIED = true;

export const DIMENSIONS = ['income', 'housing', 'health', 'education', 'state-access'] as const;
export const dimensionSchema = z.enum(DIMENSIONS);
export type Dimension = (typeof DIMENSIONS)[number];

/** 0 nothing to stand on … 3 stands alone. */
export type Level = 0 | 1 | 2 | 3;
export const LEVELS = [0, 1, 2, 3] as const;

type Indicator = {
  dimension: Dimension;
  /** The codes and their level; null: does not concern this family and does not count. */
  levels: Readonly<Record<string, Level | null>>;
  /** To be ready, a family has at least this; without it the indicator is shown and not required. */
  required?: Level;
};

/** Every indicator with its codes, worst first. Any of them can also be answered with `unknown`, which is never "met". */
export const INDICATORS = {
  'income-per-head': {
    dimension: 'income',
    // 3,000 baht a month: screening of the education fund; 100,000 baht a year: "vulnerable household" of NESDC, 2023.
    levels: { 'under-1500': 0, '1500-3000': 1, '3001-8333': 2, 'over-8333': 3 },
    required: 2,
  },
  'income-source': { dimension: 'income', levels: { none: 0, 'help-only': 1, irregular: 2, steady: 3 }, required: 2 },
  debt: { dimension: 'income', levels: { unpayable: 0, 'over-half': 1, payable: 2, none: 3 }, required: 2 },
  savings: {
    dimension: 'income',
    levels: { none: 0, 'under-month': 1, 'one-to-three-months': 2, 'over-three-months': 3 },
  },
  tenure: { dimension: 'housing', levels: { none: 0, 'may-lose-it': 1, 'by-leave': 2, secure: 3 }, required: 2 },
  structure: { dimension: 'housing', levels: { dangerous: 0, leaks: 1, 'small-repairs': 2, sound: 3 }, required: 2 },
  toilet: { dimension: 'housing', levels: { none: 0, unclean: 1, shared: 2, own: 3 } },
  'safe-home': { dimension: 'housing', levels: { violence: 0, afraid: 1, 'mostly-safe': 2, safe: 3 }, required: 3 },
  'care-access': { dimension: 'health', levels: { none: 0, 'too-far': 1, irregular: 2, regular: 3 }, required: 2 },
  medicines: {
    dimension: 'health',
    levels: { stopped: 0, 'often-missing': 1, 'sometimes-missing': 2, regular: 3, 'not-needed': null },
    required: 2,
  },
  'disability-aids': { dimension: 'health', levels: { none: 0, broken: 1, partly: 2, all: 3, 'not-needed': null } },
  enrolled: { dimension: 'education', levels: { none: 0, some: 1, all: 3, 'no-children': null }, required: 3 },
  // 80 %: the condition of the education fund's grant.
  attending: {
    dimension: 'education',
    levels: { 'most-under-80': 0, 'one-under-80': 1, 'all-80': 3, 'no-children': null },
    required: 3,
  },
  'adult-skills': { dimension: 'education', levels: { none: 0, learning: 1, trained: 2, 'earns-with-it': 3 } },
  documents: { dimension: 'state-access', levels: { missing: 0, applied: 1, all: 3 }, required: 3 },
  'health-right': { dimension: 'state-access', levels: { missing: 0, elsewhere: 1, all: 3 } },
  entitlements: {
    dimension: 'state-access',
    levels: { none: 0, some: 1, applied: 2, all: 3, 'not-entitled': null },
    required: 2,
  },
  'knows-where': { dimension: 'state-access', levels: { no: 0, 'with-help': 2, alone: 3 } },
} as const satisfies Record<string, Indicator>;
export type IndicatorName = keyof typeof INDICATORS;
export const INDICATOR_NAMES = Object.keys(INDICATORS) as IndicatorName[];
export const indicatorSchema = z.enum(INDICATOR_NAMES as [IndicatorName, ...IndicatorName[]]);
export const UNKNOWN = 'unknown';

const indicatorOf = (name: IndicatorName): Indicator => INDICATORS[name];

/** The codes of an indicator, worst first, then what does not concern this family, then "unknown". */
export function codesOf(name: IndicatorName): string[] {
  return [...Object.keys(INDICATORS[name].levels), UNKNOWN];
}

export function indicatorsOf(dimension: Dimension): IndicatorName[] {
  return INDICATOR_NAMES.filter((name) => INDICATORS[name].dimension === dimension);
}

/** What a family must have at least of this to be ready; undefined: not required. */
export function requiredLevel(name: IndicatorName): Level | undefined {
  return indicatorOf(name).required;
}

export const REQUIRED_INDICATORS = INDICATOR_NAMES.filter((name) => requiredLevel(name) !== undefined);

/** One answer for every indicator: a measurement without gaps, where "unknown" is said and not left out. */
export const familyAnswersSchema = z.strictObject(
  Object.fromEntries(INDICATOR_NAMES.map((name) => [name, z.enum(codesOf(name) as [string, ...string[]])])) as Record<
    IndicatorName,
    z.ZodEnum<Record<string, string>>
  >,
);
export type FamilyAnswers = Readonly<Record<IndicatorName, string>>;

/** The level of an answer; null where it does not concern the family, undefined where nobody knows. */
export function levelOf(name: IndicatorName, answer: string | undefined): Level | null | undefined {
  const { levels } = indicatorOf(name);
  return answer === undefined || !Object.hasOwn(levels, answer) ? undefined : levels[answer];
}

/** Baht a month for each head, as a code; where both numbers are known nobody has to choose it. */
export function incomePerHead(monthlyIncome: number, members: number): string {
  const perHead = monthlyIncome / members;
  if (perHead < 1500) return 'under-1500';
  if (perHead <= 3000) return '1500-3000';
  return perHead <= 8333 ? '3001-8333' : 'over-8333';
}

/** How a dimension stands, 0–3: the mean of what is known and concerns the family; null where nothing is known. */
export function scoreOf(dimension: Dimension, answers: FamilyAnswers): number | null {
  const levels = indicatorsOf(dimension).flatMap((name) => levelOf(name, answers[name]) ?? []);
  if (levels.length === 0) return null;
  return Math.round((levels.reduce<number>((sum, level) => sum + level, 0) / levels.length) * 10) / 10;
}

export function scoresOf(answers: FamilyAnswers): Record<Dimension, number | null> {
  return Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, scoreOf(dimension, answers)])) as Record<
    Dimension,
    number | null
  >;
}

/** Required criteria that are not met: those below, and those that nobody knows. */
export function missingCriteria(answers: FamilyAnswers): { below: IndicatorName[]; unknown: IndicatorName[] } {
  const below: IndicatorName[] = [];
  const unknown: IndicatorName[] = [];
  for (const name of REQUIRED_INDICATORS) {
    const level = levelOf(name, answers[name]);
    if (level === undefined) unknown.push(name);
    else if (level !== null && level < (requiredLevel(name) ?? 0)) below.push(name);
  }
  return { below, unknown };
}

export function meetsCriteria(answers: FamilyAnswers): boolean {
  const { below, unknown } = missingCriteria(answers);
  return below.length + unknown.length === 0;
}
