import { addDays, firstOfMonth, monthAfter, type ThaiDay } from '#contract/thai-day';

/** Days in Thailand, both included. */
export type Span = { from: ThaiDay; to: ThaiDay };
/** Whole months from `first` up to `next`, the days before `first`, and those from `next` on. */
export type SpanParts = Span & { first: ThaiDay; next: ThaiDay };

/** The whole months of a span, and the days at its ends. */
export function splitSpan(span: Span): SpanParts {
  const { from, to } = span;
  const first = from === firstOfMonth(from) ? from : monthAfter(from);
  const next = firstOfMonth(addDays(to, 1));
  return first < next ? { from, first, next, to } : asDays(span);
}

/** The same span, each day by itself. */
export function asDays({ from, to }: Span): SpanParts {
  return { from, first: from, next: from, to };
}
