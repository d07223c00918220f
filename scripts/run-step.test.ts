import { expect, test } from 'vitest';
import { runFunctionStep, runProgramStep } from './run-step.ts';

const program = (code: string) => ({ name: 'step', command: ['--eval', code] });

test('a program that fails fails its step, with all it said', async () => {
  const step = await runProgramStep(program(`console.log('out'); console.error('err'); process.exit(3)`));
  expect(step).toMatchObject({ ok: false, skipped: false });
  expect(step.output).toContain('out');
  expect(step.output).toContain('err');
});

test('a program that is killed fails its step', async () => {
  expect(await runProgramStep(program('process.kill(process.pid, "SIGKILL")'))).toMatchObject({ ok: false });
});

test('only a failure with the message for "nothing there" is skipped', async () => {
  const skippedWhen = /nothing there/;
  const saysSo = { ...program(`console.log('nothing there'); process.exit(2)`), skippedWhen };
  expect(await runProgramStep(saysSo)).toMatchObject({ ok: true, skipped: true });
  expect(await runProgramStep({ ...program('process.exit(2)'), skippedWhen })).toMatchObject({ ok: false });
});

test('a function step fails with its findings', async () => {
  expect(await runFunctionStep('step', async () => [])).toMatchObject({ ok: true });
  expect(await runFunctionStep('step', async () => ['a → b'])).toMatchObject({ ok: false, output: 'a → b' });
});
