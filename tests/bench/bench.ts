import type { Stage } from './stage/stage.ts';

/** One measured number as it is printed. */
export type Metric = { name: string; value: number; unit: string };
/** A budget of the design and what it came to in this run. */
export type Target = { what: string; reached: string; met: boolean };
/** What one bench came to. `notes` say under which conditions, so that a number is never read without them. */
export type Result = { metrics: Metric[]; targets: Target[]; notes: string[] };

export type Size = { quick: boolean };
export type Bench = { name: string; about: string; run(stage: Stage, size: Size): Promise<Result> };

/** Prints a result as an aligned list with its notes and targets. */
export function printResult({ metrics, targets, notes }: Result): void {
  const width = Math.max(0, ...metrics.map(({ name }) => name.length));
  for (const { name, value, unit } of metrics) console.log(`  ${name.padEnd(width)}  ${showNumber(value)} ${unit}`);
  for (const note of notes) console.log(`  · ${note}`);
  for (const { what, reached, met } of targets) console.log(`  ${met ? 'met   ' : 'MISSED'} ${what}: ${reached}`);
}

/** Three digits that matter: 0.0123, 12.3, 1,230. */
export function showNumber(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString('en');
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 1 ? 2 : 4;
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}
