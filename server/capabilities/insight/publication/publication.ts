import { SETTLED_AFTER_DAYS } from '#contract/open-data';
import { addDays, firstOfMonth, monthAfter, type ThaiDay } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Span } from './store/counted-rows.ts';
import type { Publication } from './store/publication-rows.ts';

export type Asked = Pick<Publication, 'kind' | 'period'>;

export function spanOf({ kind, period }: Asked): Span {
  if (kind === 'year') return { from: `${period}-01-01`, to: `${period}-12-31` };
  const first = `${period}-01`;
  return { from: first, to: addDays(monthAfter(first), -1) };
}

export function monthsOf(year: string): string[] {
  return Array.from({ length: 12 }, (_, at) => `${year}-${String(at + 1).padStart(2, '0')}`);
}

/** Whether it is over, and long enough for its incidents to be closed and corrected. */
export function isSettled(asked: Asked, today: ThaiDay): boolean {
  return addDays(spanOf(asked).to, SETTLED_AFTER_DAYS) < today;
}

/** Months and years that are settled and not published, the newest first. */
export function listDue(firstDay: ThaiDay | undefined, today: ThaiDay, published: readonly Asked[]): Asked[] {
  if (firstDay === undefined) return [];
  const due: Asked[] = [];
  const isDone = ({ kind, period }: Asked) => published.some((one) => one.kind === kind && one.period === period);
  for (let month = firstOfMonth(firstDay); month < today; month = monthAfter(month)) {
    const [asked, year] = [month.slice(0, 7), month.slice(0, 4)];
    const isYearEnd = asked.endsWith('-12');
    due.push({ kind: 'month', period: asked });
    if (isYearEnd && monthsOf(year).every((period) => isDone({ kind: 'month', period })))
      due.push({ kind: 'year', period: year });
  }
  return due.filter((one) => isSettled(one, today) && !isDone(one)).reverse();
}

const DECISIONS = ['insight/publication-published', 'insight/publication-discarded'];

/** @throws AppError `insight/publication-decided` with who was faster, `insight/self-publication` */
export function publish(
  one: Publication,
  { personId, now, version }: { personId: string; now: Date; version: number },
): Publication {
  refuseDecided(one);
  if (one.proposedByPersonId === personId) throw new AppError('insight/self-publication');
  return { ...one, status: 'published', version, decidedByPersonId: personId, decidedAt: now };
}

/** Also by whoever proposed it. @throws AppError `insight/publication-decided` with who was faster */
export function discard(
  one: Publication,
  { personId, now, reason }: { personId: string; now: Date; reason: string },
): Publication {
  refuseDecided(one);
  return { ...one, status: 'discarded', discardReason: reason, decidedByPersonId: personId, decidedAt: now };
}

function refuseDecided({ id, status }: Publication): void {
  if (status === 'proposed') return;
  throw new AppError('insight/publication-decided', { lostTo: { subjects: [id], actions: DECISIONS } });
}
