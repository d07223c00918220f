export type Span = { startsAt: Date; endsAt: Date };

/** Spans that touch do not overlap: a shift may begin at eight when the one before ends at eight. */
export function overlaps(one: Span, other: Span): boolean {
  return one.startsAt < other.endsAt && other.startsAt < one.endsAt;
}

/** The parts of a span that nothing covers, in order. */
export function uncovered(covers: readonly Span[], span: Span): Span[] {
  const left: Span[] = [];
  let open = span.startsAt;
  for (const { startsAt, endsAt } of [...covers].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())) {
    if (startsAt >= span.endsAt) break;
    if (startsAt > open) left.push({ startsAt: open, endsAt: startsAt });
    if (endsAt > open) open = endsAt;
  }
  if (open < span.endsAt) left.push({ startsAt: open, endsAt: span.endsAt });
  return left;
}
