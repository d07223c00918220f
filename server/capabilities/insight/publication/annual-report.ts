import { SETTLED_AFTER_DAYS } from '#contract/open-data';
import { addDays, type ThaiDay } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { AnnualRow, AnnualYear } from './store/annual-rows.ts';
import type { Span } from './store/counted-rows.ts';

/** A fiscal year of the Thai state begins in October and is named after the year in which it ends. */
export function spanOfYear({ calendar, year }: AnnualYear): Span {
  if (calendar === 'fiscal') return { from: `${year - 1}-10-01`, to: `${year}-09-30` };
  return { from: `${year}-01-01`, to: `${year}-12-31` };
}

/** Its twelve months, in order. */
export function monthsOfYear(asked: AnnualYear): string[] {
  const { from } = spanOfYear(asked);
  const first = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1;
  return Array.from({ length: 12 }, (_, at) => {
    const month = first + at;
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
  });
}

/** Whether it is over, and long enough for its incidents and cases to be corrected. */
export function isYearSettled(asked: AnnualYear, today: ThaiDay): boolean {
  return addDays(spanOfYear(asked).to, SETTLED_AFTER_DAYS) < today;
}

/** Years with something to count that are settled and have no edition, the newest first. */
export function listYearsDue(
  firstDay: ThaiDay | undefined,
  today: ThaiDay,
  signedOff: readonly AnnualYear[],
): AnnualYear[] {
  if (firstDay === undefined) return [];
  const [first, last] = [Number(firstDay.slice(0, 4)), Number(today.slice(0, 4))];
  const years = Array.from({ length: last - first + 1 }, (_, at) => last - at);
  const isDone = ({ calendar, year }: AnnualYear) =>
    signedOff.some((one) => one.calendar === calendar && one.year === year);
  return years
    .flatMap((year): AnnualYear[] => [
      { calendar: 'calendar', year },
      { calendar: 'fiscal', year },
    ])
    .filter((one) => spanOfYear(one).to >= firstDay && isYearSettled(one, today) && !isDone(one));
}

const DECISIONS = ['insight/annual-report-signed-off', 'insight/annual-report-discarded'];

/** @throws AppError `insight/annual-report-decided` with who was faster, `insight/own-annual-report` */
export function signOff(one: AnnualRow, { personId, now }: { personId: string; now: Date }): AnnualRow {
  refuseDecided(one);
  if (one.madeByPersonId === personId) throw new AppError('insight/own-annual-report');
  return { ...one, status: 'signed-off', decidedByPersonId: personId, decidedAt: now };
}

/** Also by whoever made it. @throws AppError `insight/annual-report-decided` with who was faster */
export function discardReport(
  one: AnnualRow,
  { personId, now, reason }: { personId: string; now: Date; reason: string },
): AnnualRow {
  refuseDecided(one);
  return { ...one, status: 'discarded', discardReason: reason, decidedByPersonId: personId, decidedAt: now };
}

function refuseDecided({ id, status }: AnnualRow): void {
  if (status === 'draft') return;
  throw new AppError('insight/annual-report-decided', { lostTo: { subjects: [id], actions: DECISIONS } });
}
