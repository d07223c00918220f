import type { FamilyRules } from '#contract/self-reliance';
import { addDays, type ThaiDay } from '#contract/thai-day';

/** Up to which day a step must be due for somebody to be called today. */
export function callDays(today: ThaiDay, rules: FamilyRules) {
  return {
    remindUntil: addDays(today, rules.remindDaysBefore),
    lateUntil: addDays(today, -rules.supervisorAfterDays),
    provinceUntil: addDays(today, -rules.provinceAfterDays),
  };
}

type Told = { remindedAt: Date | null; lateToldAt: Date | null; provinceToldAt: Date | null };

/** Who is called now for a step: whoever was called for it already is not called again. */
export function callsOf(dueOn: ThaiDay, told: Told, today: ThaiDay, rules: FamilyRules) {
  const { remindUntil, lateUntil, provinceUntil } = callDays(today, rules);
  return {
    reminded: told.remindedAt === null && dueOn <= remindUntil,
    late: told.lateToldAt === null && dueOn <= lateUntil,
    province: told.provinceToldAt === null && dueOn <= provinceUntil,
  };
}
