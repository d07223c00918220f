import type { Birth } from './case-forms.ts';
import type { ThaiDay } from './thai-day.ts';

/** Whole years on a day. Of an estimated year it is the lower of the two possible, so that a child stays a child. */
export function ageOn(birth: Birth, day: ThaiDay): number {
  const year = Number(day.slice(0, 4));
  if (birth.kind === 'estimated') return Math.max(0, year - birth.year - 1);
  const hadBirthday = day.slice(5) >= birth.date.slice(5);
  return year - Number(birth.date.slice(0, 4)) - (hadBirthday ? 0 : 1);
}

/** Under 18 (Child Protection Act s.4). */
export function isMinorOn(birth: Birth, day: ThaiDay): boolean {
  return ageOn(birth, day) < 18;
}
