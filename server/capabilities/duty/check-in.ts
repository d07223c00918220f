import type { Post } from '#contract/duty';
import { AppError } from '#platform/app-error';
import type { Span } from './span.ts';

/** Somebody who comes early belongs to the next shift if it starts within this time. */
export const EARLY_MS = 2 * 3_600_000;
/** A forgotten check-out stops counting this long after the shift's end; without a shift, this long after the check-in. */
const AFTER_SHIFT_MS = 3_600_000;
const WITHOUT_SHIFT_MS = 12 * 3_600_000;

export type OwnShift = Span & { id: string; post: Post };
export type OpenCheckIn = { id: string; shiftId: string | null; post: Post };

/**
 * Decides the shift a check-in belongs to, its post, and when it expires without a check-out.
 * @throws AppError `duty/already-checked-in`
 */
export function checkIn(
  { open, shifts, post }: { open: OpenCheckIn | undefined; shifts: readonly OwnShift[]; post: Post | undefined },
  now: Date,
): { shiftId: string | null; post: Post; endsBy: Date } {
  if (open) throw new AppError('duty/already-checked-in');
  const soon = new Date(now.getTime() + EARLY_MS);
  const shift = shifts.find(({ startsAt, endsAt }) => startsAt <= soon && endsAt > now);
  const endsBy = shift ? shift.endsAt.getTime() + AFTER_SHIFT_MS : now.getTime() + WITHOUT_SHIFT_MS;
  return { shiftId: shift?.id ?? null, post: post ?? shift?.post ?? 'radio-room', endsBy: new Date(endsBy) };
}

/**
 * Decides what a check-out ends: the open check-in, or the running shift of somebody who never checked in.
 * @throws AppError `duty/not-on-duty`
 */
export function checkOut(
  { open, shifts }: { open: OpenCheckIn | undefined; shifts: readonly OwnShift[] },
  now: Date,
): { checkInId: string | null; shift: OwnShift | undefined } {
  const running = shifts.find(({ startsAt, endsAt }) => startsAt <= now && endsAt > now);
  if (!open && !running) throw new AppError('duty/not-on-duty');
  return { checkInId: open?.id ?? null, shift: running };
}
