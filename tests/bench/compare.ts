import { readFile } from 'node:fs/promises';
import { type Run, runSchema, showNumber } from './bench.ts';

/** What a figure belongs to; another value of one of these, and the change may be the machine's. */
const CONDITIONS = ['cores', 'cpu', 'memoryGB', 'system', 'node', 'postgresql', 'fsync', 'synchronousCommit'] as const;
/** Below this the runs are the same as far as a bench can tell. */
const SAME_WITHIN = 0.02;

/** An earlier run from the file that `--json` wrote. @throws Error that says what is wrong with the file */
export async function readRun(file: string): Promise<Run> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(`${file} can't be read (${error.code})`);
  });
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new Error(`${file} is not JSON`);
  }
  const run = runSchema.safeParse(content);
  if (!run.success) throw new Error(`${file} is JSON, but no run of the benches: write one with --json`);
  return run.data;
}

/** This run beside an earlier one, line by line: each figure then, now, and the change. */
export function compareRuns(before: Run, now: Run): string[] {
  return [
    `compared with the run of ${before.conditions.date ?? 'an unknown date'}`,
    ...differences(before, now).map((line) => `  not alike: ${line}`),
    ...now.results.flatMap((result) => {
      const earlier = before.results.find(({ name }) => name === result.name);
      if (!earlier) return ['', `${result.name}: only now`];
      return [
        '',
        `${result.name}:`,
        ...busy(earlier, result),
        ...figures(earlier, result),
        ...targets(earlier, result),
      ];
    }),
    ...before.results
      .filter(({ name }) => !now.results.some((result) => result.name === name))
      .flatMap(({ name }) => ['', `${name}: only then`]),
  ];
}

/** In which ways the two runs were made differently. */
function differences(before: Run, now: Run): string[] {
  const said = (value: unknown) => value ?? 'not said';
  const size = ({ quick }: Run) => (quick ? '--quick' : 'full size');
  const pairs: [name: string, then: unknown, now: unknown][] = [
    ...CONDITIONS.map((name): [string, unknown, unknown] => [name, before.conditions[name], now.conditions[name]]),
    ['size', size(before), size(now)],
    ['server processes', before.processes ?? 1, now.processes ?? 1],
  ];
  return pairs
    .filter(([, then, today]) => then !== today)
    .map(([name, then, today]) => `${name} ${said(then)} then, ${said(today)} now`);
}

type Result = Run['results'][number];

function busy(before: Result, now: Result): string[] {
  return [
    ...(before.load?.busyBecause ? [`  the machine was busy then: ${before.load.busyBecause}`] : []),
    ...(now.load?.busyBecause ? [`  the machine was busy now: ${now.load.busyBecause}`] : []),
  ];
}

function figures(before: Result, now: Result): string[] {
  const names = [...new Set([...now.metrics, ...before.metrics].map(({ name }) => name))];
  const width = Math.max(0, ...names.map((name) => name.length));
  return names.map((name) => {
    const [then, today] = [before, now].map(({ metrics }) => metrics.find((metric) => metric.name === name));
    return `  ${name.padEnd(width)}  ${figure(then, today)}`;
  });
}

function figure(then: Result['metrics'][number] | undefined, now: Result['metrics'][number] | undefined): string {
  const show = (value: number | null) => (value === null ? 'nothing' : showNumber(value));
  const whole = (metric: Result['metrics'][number]) => `${show(metric.value)} ${metric.unit}`.trim();
  if (!then) return now ? `${whole(now)}, only now` : '';
  if (!now) return `${whole(then)}, only then`;
  if (then.unit !== now.unit) return `${whole(then)} then, ${whole(now)} now: not the same unit`;
  return `${show(then.value)} → ${whole(now)}, ${describeChange(then.value, now.value)}`;
}

/** The change from one value to another in words. */
export function describeChange(before: number | null, now: number | null): string {
  if (before === now) return 'the same';
  if (before === null || now === null || before <= 0 || now < 0) return 'changed';
  const change = now / before - 1;
  if (Math.abs(change) < SAME_WITHIN) return 'about the same';
  if (change >= 1) return `${showNumber(now / before)} times as much`;
  return `${Math.round(Math.abs(change) * 100)} % ${change > 0 ? 'more' : 'less'}`;
}

function targets(before: Result, now: Result): string[] {
  const words = (result: Result, what: string): string => {
    const target = result.targets.find((one) => one.what === what);
    if (!target) return 'no such target';
    const { verdict = target.met ? 'met' : 'missed', reached } = target;
    return `${verdict} (${reached})`;
  };
  const all = [...new Set([...now.targets, ...before.targets].map(({ what }) => what))];
  return all.map((what) => `  target ${what}: then ${words(before, what)}, now ${words(now, what)}`);
}
