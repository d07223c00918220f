import type { Post } from '#contract/duty';
import { type Span, uncovered } from './span.ts';

export type PlannedShift = Span & { post: Post };
/** `nobody`: alerts would pass over the station; else the post that nobody holds while others are there. */
export type Gap = Span & { what: 'nobody' | 'radio-room' | 'duty-chief' };

/**
 * What of the time ahead is not manned. Somebody must always be in the radio room; a duty chief is missed only where the
 * roster of these days has one at all, and patrols come and go.
 */
export function findGaps(shifts: readonly PlannedShift[], whole: Span): Gap[] {
  const empty = uncovered(shifts, whole);
  const wanted = (['radio-room', 'duty-chief'] as const).filter(
    (post) => post === 'radio-room' || shifts.some((shift) => shift.post === post),
  );
  const missing = wanted.flatMap((what) => {
    const held = shifts.filter(({ post }) => post === what);
    return uncovered([...held, ...empty], whole).map((span) => ({ ...span, what }));
  });
  const gaps: Gap[] = [...empty.map((span) => ({ ...span, what: 'nobody' as const })), ...missing];
  return gaps.sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime());
}
