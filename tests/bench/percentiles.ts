import type { Metric } from './bench.ts';

/** The value that the given share of the sorted list does not exceed (nearest rank); NaN for an empty list. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** p50, p95, p99 and the worst of a list of durations, as numbers named after it. */
export function spread(name: string, values: readonly number[], unit = 'ms'): Metric[] {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (share: number) => percentile(sorted, share);
  return [
    { name: `${name} p50`, value: at(0.5), unit },
    { name: `${name} p95`, value: at(0.95), unit },
    { name: `${name} p99`, value: at(0.99), unit },
    { name: `${name} max`, value: at(1), unit },
  ];
}

export function p99(values: readonly number[]): number {
  return percentile(
    [...values].sort((one, other) => one - other),
    0.99,
  );
}
