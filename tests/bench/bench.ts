import { z } from 'zod';
import type { Stage } from './stage/stage.ts';

/** One measured number as it is printed; null where there was nothing to measure. */
export type Metric = { name: string; value: number; unit: string };
/**
 * A budget of the design and what it came to in this run. `anyLoad`: it counts things (none lost, statements, bytes), so
 * that it holds or not whatever else the machine does.
 */
export type Target = { what: string; reached: string; met: boolean; anyLoad?: true };
/** What one bench came to. `notes` say under which conditions, so that a number is never read without them. */
export type Result = { metrics: Metric[]; targets: Target[]; notes: string[] };

/** `processes`: server processes on the one database, where the bench can start several. */
export type Size = { quick: boolean; processes: number };
export type Bench = { name: string; about: string; run(stage: Stage, size: Size): Promise<Result> };

const VERDICTS = ['met', 'missed', 'not judged'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** A busy machine proves nothing about time: neither that a target is met nor that it is missed. */
export function judge({ met, anyLoad }: Target, busyBecause: string | undefined): Verdict {
  if (busyBecause !== undefined && !anyLoad) return 'not judged';
  return met ? 'met' : 'missed';
}

/** Prints a result as an aligned list with its notes and targets. */
export function printResult({ metrics, targets, notes }: Result, busyBecause: string | undefined): void {
  const width = Math.max(0, ...metrics.map(({ name }) => name.length));
  for (const { name, value, unit } of metrics) console.log(`  ${name.padEnd(width)}  ${showNumber(value)} ${unit}`);
  for (const note of notes) console.log(`  · ${note}`);
  const words: Record<Verdict, string> = {
    met: 'met   ',
    missed: 'MISSED',
    'not judged': 'not judged: the machine was busy;',
  };
  for (const target of targets) {
    console.log(`  ${words[judge(target, busyBecause)]} ${target.what}: ${target.reached}`);
  }
  if (busyBecause) console.log(`  BUSY   ${busyBecause}`);
}

/** Three digits that matter: 0.0123, 12.3, 1,230. */
export function showNumber(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString('en');
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 1 ? 2 : 4;
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}

const metricSchema = z.object({ name: z.string(), value: z.number().nullable(), unit: z.string() });
const targetSchema = z.object({
  what: z.string(),
  reached: z.string(),
  met: z.boolean(),
  verdict: z.enum(VERDICTS).optional(),
});

/** A run as `--json` writes it, now or by an earlier version. */
export const runSchema = z.object({
  conditions: z.record(z.string(), z.union([z.string(), z.number()])),
  quick: z.boolean().optional(),
  processes: z.number().optional(),
  results: z.array(
    z.object({
      name: z.string(),
      metrics: z.array(metricSchema),
      targets: z.array(targetSchema),
      load: z.object({ busyBecause: z.string().optional() }).optional(),
    }),
  ),
});
export type Run = z.output<typeof runSchema>;
