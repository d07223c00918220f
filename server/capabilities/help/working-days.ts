import { type Holidays, thaiHolidaysSchema } from '#contract/thai-workday';
import known from '../../../database/reference-data/thai-holidays.json' with { type: 'json' };

/** Holidays of government offices, for deadlines that count working days. */
export const HOLIDAYS: Holidays = new Set(thaiHolidaysSchema.parse(known).holidays.map(({ date }) => date));
