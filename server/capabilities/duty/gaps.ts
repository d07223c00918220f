import type { Post } from '#contract/duty';
import { type Span, uncovered } from './span.ts';

export type PlannedShift = Span & { post: Post };
/** `nobody`: alerts would pass over the station; else the post that is empty while others are there. */
export type Gap = Span & { what: 'nobody' | 'radio-room' | 'duty-chief' };

/**
 * The unmanned times in a span. The radio room must always be manned; a duty chief is missed only if the roster of these
 * days has one at all; patrols are not checked.
 */
export function findGaps(shifts: readonly PlannedShift[], span: Span): Gap[] {
  const empty = uncovered(shifts, span);
  const wanted = (['radio-room', 'duty-chief'] as const).filter(
    (post) => post === 'radio-room' || shifts.some((shift) => shift.post === post),
  );
  const missing = wanted.flatMap((what) => {
    const manned = shifts.filter(({ post }) => post === what);
    return uncovered([...manned, ...empty], span).map((gap) => ({ ...gap, what }));
  });
  const gaps: Gap[] = [...empty.map((span) => ({ ...span, what: 'nobody' as const })), ...missing];
  return gaps.sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime());
}
