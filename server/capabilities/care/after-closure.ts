import type { CaseConcern, CaseStatus } from '#contract/case';
import type { FormDraft, SafeContact } from '#contract/case-forms';
import { addDays, DAY_MS, momentOf, thaiDayOf } from '#contract/thai-day';

/** When after a closure, by the clock that says so. */
export const AFTER_CLOSURE = { 'after-closure-30': 'month', 'after-closure-90': 'quarter' } as const;
export type AfterClosure = (typeof AFTER_CLOSURE)[keyof typeof AFTER_CLOSURE];
export const isAfterClosure = (kind: string): kind is AfterClosure => kind === 'month' || kind === 'quarter';

/** "Later" is asked again after this. */
export const LATER_MS = 7 * DAY_MS;
/** Where the person named no hours nobody is asked at night. */
const BY_DAY = { from: '08:00', to: '20:00' };

/** What decides whether somebody may be asked by LINE. */
export type AskedCase = {
  status: CaseStatus;
  concern: CaseConcern;
  isMinor: boolean;
  silent: boolean;
  reportId: string | null;
  safeContact: SafeContact | null;
  /** What the last closure says about it. */
  mayAsk: FormDraft<'closure'>['mayAsk'] | null;
  /** Somebody let days pass for it. */
  isTraining: boolean;
};

/** Why a person is not asked by LINE; a worker may still do it in the way that is safe, unless they did not agree. */
export type NotAsked = 'reopened' | 'not-agreed' | 'silent' | 'child' | 'other-channel' | 'unreachable';

/** @returns undefined where the question may be sent */
export function whyNotAsked(one: AskedCase, kind: AfterClosure): NotAsked | undefined {
  if (one.status !== 'closed') return 'reopened';
  if (!(kind === 'month' ? one.mayAsk?.after30Days : one.mayAsk?.after90Days)) return 'not-agreed';
  return whyNotByLine(one);
}

/** Why a chat is not the safe way to ask this person anything; undefined where it is. */
export function whyNotByLine(one: Omit<AskedCase, 'status' | 'mayAsk' | 'isTraining'>): NotAsked | undefined {
  // Whoever they are afraid of may have the phone.
  if (one.silent) return 'silent';
  // The chat is the reporter's, never a child's.
  if (one.isMinor || one.concern === 'child') return 'child';
  if (one.reportId === null) return 'unreachable';
  return one.safeContact?.channel === 'line' ? undefined : 'other-channel';
}

/** When a question that is due is asked. In training the safe hours of the days that passed are over as well. */
export function momentToAsk(
  { isTraining, safeContact }: Pick<AskedCase, 'isTraining' | 'safeContact'>,
  now: Date,
): Date {
  return isTraining ? now : safeMoment(safeContact?.hours, now);
}

/** The first moment from `at` on that is inside the hours in which somebody can be reached without danger (Thai time). */
export function safeMoment(hours: SafeContact['hours'], at: Date): Date {
  const { from, to } = hours === undefined || hours === 'any' ? BY_DAY : hours;
  const [begin, end] = [minutesOf(from), minutesOf(to)];
  if (begin === end) return at;
  const today = thaiDayOf(at);
  // Hours that go past midnight began the day before.
  for (const day of [addDays(today, -1), today, addDays(today, 1)]) {
    const opens = momentOf(day, begin);
    const closes = momentOf(end > begin ? day : addDays(day, 1), end);
    if (at < closes) return at < opens ? opens : at;
  }
  return at;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
