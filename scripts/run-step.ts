import { spawn } from 'node:child_process';

// One page: the first errors are the ones to mend, the rest often goes with them.
const LINES_SHOWN = 60;

/** What one step of a check came to. `output` is everything it printed; `seconds` is wall time. */
export type StepOutcome = { name: string; ok: boolean; skipped: boolean; seconds: number; output: string };

/** A step that is a program: Node runs the given file with the given arguments. */
export type ProgramStep = {
  name: string;
  /** File and arguments for the Node that runs this script. */
  command: string[];
  /** Output that means "there is nothing of this kind yet": the step is then said to be skipped. */
  skippedWhen?: RegExp;
};

/** Runs a program quietly and returns what it printed; the step fails when the program does. */
export async function runProgramStep({ name, command, skippedWhen }: ProgramStep): Promise<StepOutcome> {
  const started = performance.now();
  const { code, output } = await runQuietly(process.execPath, command);
  const skipped = code !== 0 && skippedWhen !== undefined && skippedWhen.test(output);
  return { name, ok: code === 0 || skipped, skipped, seconds: secondsSince(started), output };
}

/** Runs a function as a step: it fails when the function returns findings. */
export async function runFunctionStep(name: string, find: () => Promise<string[]>): Promise<StepOutcome> {
  const started = performance.now();
  const findings = await find();
  return {
    name,
    ok: findings.length === 0,
    skipped: false,
    seconds: secondsSince(started),
    output: findings.join('\n'),
  };
}

/** One line per step; what a step printed is worth reading only when it failed. */
export function reportStep({ name, ok, skipped, seconds, output }: StepOutcome): void {
  const mark = skipped ? '–' : ok ? '✓' : '✗';
  console.log(`${mark} ${name.padEnd(24)} ${seconds.toFixed(1).padStart(6)} s${skipped ? '  no files yet' : ''}`);
  if (ok) return;
  const lines = output.split('\n');
  for (const line of lines.slice(0, LINES_SHOWN)) console.log(`    ${line}`);
  if (lines.length > LINES_SHOWN) console.log(`    … and ${lines.length - LINES_SHOWN} lines more`);
}

/** Runs a program without showing anything. Rejects when it cannot be started. */
export function runQuietly(file: string, args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output: output.trimEnd() }));
  });
}

/** Runs a program with its output shown as it comes. Resolves with its exit code. */
export function runShown(file: string, args: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

function secondsSince(started: number): number {
  return (performance.now() - started) / 1000;
}
