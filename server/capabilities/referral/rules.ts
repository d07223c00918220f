import type { ServiceCode } from '#contract/case-forms';
import type { ReferralUrgency } from '#contract/referral';
import { type ReferralRules, referralRulesSchema } from '#contract/referral-rules';
import { DAY_MS } from '#contract/thai-day';
import { addWorkdays, type Holidays, thaiHolidaysSchema } from '#contract/thai-workday';
import known from '../../../database/reference-data/referral-rules.json' with { type: 'json' };
import holidays from '../../../database/reference-data/thai-holidays.json' with { type: 'json' };

export const RULES: ReferralRules = referralRulesSchema.parse(known);
const HOLIDAYS: Holidays = new Set(thaiHolidaysSchema.parse(holidays).holidays.map(({ date }) => date));
const HOUR_MS = 60 * 60_000;

/** What a service is told, and how long it usually takes. */
export function ruleOf(code: ServiceCode): ReferralRules['services'][ServiceCode] {
  return RULES.services[code];
}

/** When an offer must be answered, when the receiver is reminded, and when the province is alerted. */
export function answerTimes(urgency: ReferralUrgency, now: Date): { halfAt: Date; dueAt: Date; provinceAt: Date } {
  const time = RULES.answer[urgency];
  const dueAt =
    'hours' in time ? new Date(now.getTime() + time.hours * HOUR_MS) : addWorkdays(now, time.workdays, HOLIDAYS);
  return {
    dueAt,
    halfAt: new Date((now.getTime() + dueAt.getTime()) / 2),
    provinceAt: new Date(dueAt.getTime() + RULES.provinceAfterHours * HOUR_MS),
  };
}

/** When the receiver has to say how it goes, and when there should be an outcome. */
export function workTimes(code: ServiceCode, now: Date): { updateDueAt: Date; outcomeDueAt: Date } {
  const after = (days: number) => new Date(now.getTime() + days * DAY_MS);
  return { updateDueAt: after(RULES.updateEveryDays), outcomeDueAt: after(ruleOf(code).outcomeDays) };
}
