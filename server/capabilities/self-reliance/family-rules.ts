import { type FamilyRules, familyRulesSchema } from '#contract/self-reliance';
import { type Holidays, thaiHolidaysSchema } from '#contract/thai-workday';
import known from '../../../database/reference-data/self-reliance-rules.json' with { type: 'json' };
import days from '../../../database/reference-data/thai-holidays.json' with { type: 'json' };

/** When a family is measured and who is called when it is late. */
export const FAMILY_RULES: FamilyRules = familyRulesSchema.parse(known);

export const HOLIDAYS: Holidays = new Set(thaiHolidaysSchema.parse(days).holidays.map(({ date }) => date));
