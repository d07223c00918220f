import { type ClockRule, clockRulesSchema } from '#contract/case-clock';
import known from '../../../../database/reference-data/care-clocks.json' with { type: 'json' };
import { HOLIDAYS } from '../record/working-days.ts';

/** The deadlines of cases in all their editions, and the days that do not count. */
export const CLOCK_BOOK = {
  rules: clockRulesSchema.parse(known).rules as readonly ClockRule[],
  holidays: HOLIDAYS,
};
