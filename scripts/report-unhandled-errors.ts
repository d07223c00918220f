import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Reporter } from 'vitest/node';

/** Where a run of vitest leaves the errors that belong to no test, as `{ name, message }[]`. */
export const UNHANDLED_ERRORS = 'test-results/unhandled-errors.json';

/** Vitest's own JSON report leaves them out, and a run with a failed test would hide them. */
export default class implements Reporter {
  onTestRunEnd: Reporter['onTestRunEnd'] = (_modules, errors) => {
    mkdirSync(dirname(UNHANDLED_ERRORS), { recursive: true });
    writeFileSync(UNHANDLED_ERRORS, JSON.stringify(errors.map(({ name, message }) => ({ name, message }))));
  };
}
