import {
  DIMENSIONS,
  type Dimension,
  INDICATOR_NAMES,
  type IndicatorName,
  incomePerHead,
  indicatorsOf,
} from '#contract/family-indicators';

/** Answers so far, and the two numbers from which the income per head is counted. */
export type Draft = { answers: Partial<Record<IndicatorName, string>>; members: string; income: string };

const WHOLE = /^\d{1,8}$/;
const numberOf = (text: string): number | undefined => (WHOLE.test(text.trim()) ? Number(text) : undefined);

/** The two numbers where they can be read. */
export function countedOf({ members, income }: Draft): { members?: number; monthlyIncome?: number; perHead?: number } {
  const [people, baht] = [numberOf(members), numberOf(income)];
  const fits = people !== undefined && people >= 1 && people <= 30;
  return {
    ...(fits && { members: people }),
    ...(baht !== undefined && { monthlyIncome: baht }),
    ...(fits && baht !== undefined && { perHead: Math.round(baht / people) }),
  };
}

/** With both numbers nobody chooses the income per head. */
export function answersOf(draft: Draft): Draft['answers'] {
  const { members, monthlyIncome } = countedOf(draft);
  if (members === undefined || monthlyIncome === undefined) return draft.answers;
  return { ...draft.answers, 'income-per-head': incomePerHead(monthlyIncome, members) };
}

/** How many of a dimension, or of all, are not answered yet. */
export function leftOf(answers: Draft['answers'], dimension?: Dimension): number {
  const names = dimension ? indicatorsOf(dimension) : INDICATOR_NAMES;
  return names.filter((name) => answers[name] === undefined).length;
}

/** The five dimensions, then the day and what it shows. */
export const MEASURE_STEPS = [...DIMENSIONS, 'finish'] as const;
