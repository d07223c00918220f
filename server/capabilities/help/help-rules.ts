import { type Benefit, type HelpRules, helpRulesSchema } from '#contract/help-rules';
import { BUDDHIST, type ThaiDay } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import known from '../../../database/reference-data/help-rules.json' with { type: 'json' };

/** Regulations, ceilings, times and clocks, as data. */
export const HELP_RULES: HelpRules = helpRulesSchema.parse(known);

export function findBenefit(code: string | null | undefined): Benefit | undefined {
  return HELP_RULES.benefits.find((benefit) => benefit.code === code);
}

/** @throws AppError `help/benefit-unknown` also for one that is switched off */
export function getActiveBenefit(code: string): Benefit {
  const benefit = findBenefit(code);
  if (!benefit?.isActive) throw new AppError('help/benefit-unknown');
  return benefit;
}

/** The Buddhist fiscal year of a day: from 1 October on it is the next one. */
export function fiscalYearOf(
  day: ThaiDay,
  starts: HelpRules['fiscalYearStarts'] = HELP_RULES.fiscalYearStarts,
): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const isNext = month > starts.month || (month === starts.month && date >= starts.day);
  return year + BUDDHIST + (isNext ? 1 : 0);
}
