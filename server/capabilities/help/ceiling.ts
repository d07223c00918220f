import type { HelpStatus } from '#contract/help';
import type { BenefitOutlook } from '#contract/help-api';
import type { HelpForm } from '#contract/help-form';
import type { Benefit, HelpRules } from '#contract/help-rules';
import { type ThaiDay, thaiDayOf } from '#contract/thai-day';
import { judgeEligibility } from './eligibility.ts';
import { fiscalYearOf, HELP_RULES } from './help-rules.ts';

/** An earlier request of the person or of their household, as far as it counts. */
export type EarlierGrant = {
  samePerson: boolean;
  status: HelpStatus;
  grantedAt: Date | null;
  grantedBenefit: string | null;
};

/** A grant that was taken back or ended otherwise does not count. */
const COUNTING: readonly HelpStatus[] = ['approved', 'waiting-budget', 'paying', 'helped', 'confirmed', 'closed'];

/**
 * How often a benefit was granted in the fiscal year of a day: to the person, or, where its ceiling is per family, to
 * anybody of the household.
 */
export function countGrants(
  benefit: Pick<Benefit, 'code' | 'countedFor'>,
  earlier: readonly EarlierGrant[],
  today: ThaiDay,
): number {
  return earlier.filter(
    ({ samePerson, status, grantedAt, grantedBenefit }) =>
      grantedBenefit === benefit.code &&
      grantedAt !== null &&
      COUNTING.includes(status) &&
      (samePerson || benefit.countedFor === 'family') &&
      fiscalYearOf(thaiDayOf(grantedAt)) === fiscalYearOf(today),
  ).length;
}

/** Whether one more would be too many. */
export function isCeilingReached(benefit: Pick<Benefit, 'timesPerYear'>, used: number): boolean {
  return benefit.timesPerYear !== null && used >= benefit.timesPerYear;
}

/** How every active benefit stands for whoever fills in this form, the wished one first. */
export function outlookOf(
  form: HelpForm,
  earlier: readonly EarlierGrant[],
  now: Date,
  rules: HelpRules = HELP_RULES,
): BenefitOutlook[] {
  const today = thaiDayOf(now);
  const wished = (code: string) => (code === form.wanted?.benefit ? 0 : 1);
  return rules.benefits
    .filter(({ isActive, validFrom }) => isActive && validFrom <= today)
    .map((benefit) => {
      const used = countGrants(benefit, earlier, today);
      return {
        benefit: benefit.code,
        ...judgeEligibility(form, benefit, { today, limits: rules.selfCheck }),
        countedFor: benefit.countedFor,
        fiscalYear: fiscalYearOf(today),
        used,
        timesPerYear: benefit.timesPerYear,
        ceilingBaht: benefit.ceilingBaht,
        isReached: isCeilingReached(benefit, used),
        unverified: benefit.unverified,
      };
    })
    .sort((one, other) => wished(one.benefit) - wished(other.benefit));
}
