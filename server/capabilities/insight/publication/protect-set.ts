import type { PublishedCell } from '../methods/suppression.ts';
import { type Count, type ProvinceOf, protectMonth, protectSubject, protectYear } from './public-tables.ts';

/** What a set is made of: counts that nobody may read, and what was published before. */
export type SetToProtect = { period: string; key: string; provinces: readonly ProvinceOf[] } & (
  | { kind: 'month'; counts: readonly Count[]; earlier: readonly PublishedCell[] }
  | {
      kind: 'year';
      /** By district. */
      counts: readonly Count[];
      months: readonly (readonly PublishedCell[])[];
      earlier: readonly PublishedCell[];
      /** What is said of whole provinces alone. */
      subjects: readonly { subject: string; counts: readonly Count[]; earlier: readonly PublishedCell[] }[];
    }
);
/** `once`: the subjects of a year. */
export type ProtectedSet = { cells: PublishedCell[]; once: PublishedCell[] };

/** Runs in a process of its own: a large table takes seconds, and nobody who needs help waits for it. */
export function protectSet(set: SetToProtect): ProtectedSet | 'cannot-protect' {
  const { period, key, provinces } = set;
  const codes = provinces.map(({ code }) => code);
  if (set.kind === 'month') {
    const cells = protectMonth(period, codes, set.counts, key, set.earlier);
    return typeof cells === 'string' ? 'cannot-protect' : { cells, once: [] };
  }
  const once = set.subjects.map(({ subject, counts, earlier }) =>
    protectSubject(subject, period, codes, counts, key, earlier),
  );
  if (once.some((cells) => typeof cells === 'string')) return 'cannot-protect';
  return {
    cells: protectYear(period, provinces, set.counts, set.months, key, set.earlier),
    once: once.flatMap((cells) => (typeof cells === 'string' ? [] : cells)),
  };
}
