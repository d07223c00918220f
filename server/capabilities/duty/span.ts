export type Span = { startsAt: Date; endsAt: Date };

/** Touching is not overlapping: who ends at eight is followed by who begins at eight. */
export function overlaps(one: Span, other: Span): boolean {
  return one.startsAt < other.endsAt && other.startsAt < one.endsAt;
}

/** What of a span nothing covers, in order. */
export function uncovered(covers: readonly Span[], whole: Span): Span[] {
  const left: Span[] = [];
  let open = whole.startsAt;
  for (const { startsAt, endsAt } of [...covers].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())) {
    if (startsAt >= whole.endsAt) break;
    if (startsAt > open) left.push({ startsAt: open, endsAt: startsAt });
    if (endsAt > open) open = endsAt;
  }
  if (open < whole.endsAt) left.push({ startsAt: open, endsAt: whole.endsAt });
  return left;
}
