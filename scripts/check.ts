// `npm run check`: format, lint, types of the four areas and the dependency rule, in under a minute.
// Everything runs at once; each line says how long its step took, and only a failing step shows its output.
import { listBoundaryFindings } from './check-boundaries.ts';
import { type ProgramStep, reportStep, runFunctionStep, runProgramStep, type StepOutcome } from './run-step.ts';

// TypeScript's own message for a project without files: an area that does not exist yet is not an error.
const NO_FILES = /error TS18003/;

const programs: ProgramStep[] = [
  {
    name: 'format and lint',
    command: [
      'node_modules/@biomejs/biome/bin/biome',
      'ci',
      '--error-on-warnings',
      '--colors=off',
      '--max-diagnostics=20',
    ],
  },
  ...['contract', 'server', 'web', 'simulator'].map((area) => ({
    name: `types of ${area}`,
    // One checker each: several of one area check what they share once more, and the processors are busy with the other steps.
    command: [
      ...['node_modules/typescript/bin/tsc', '--noEmit', '--pretty', 'false', '--checkers', '1'],
      ...['-p', `tsconfig.${area}.json`],
    ],
    skippedWhen: NO_FILES,
  })),
];

const started = performance.now();
const steps = [...programs.map(runProgramStep), runFunctionStep('boundaries', () => listBoundaryFindings('.'))];
const outcomes = await Promise.all(steps.map(reportWhenDone));
const failed = outcomes.filter((outcome) => !outcome.ok).map((outcome) => outcome.name);
const seconds = Math.round((performance.now() - started) / 1000);
console.log(
  failed.length === 0 ? `check passed in ${seconds} s` : `check failed in ${seconds} s: ${failed.join(', ')}`,
);
process.exitCode = failed.length === 0 ? 0 : 1;

async function reportWhenDone(step: Promise<StepOutcome>): Promise<StepOutcome> {
  const outcome = await step;
  reportStep(outcome);
  return outcome;
}
