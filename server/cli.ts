import { addPersonCommand } from './cli/add-person.ts';
import { auditExportCommand } from './cli/audit-export.ts';
import { auditRootCommand } from './cli/audit-root.ts';
import { auditVerifyCommand } from './cli/audit-verify.ts';
import type { CommandLine } from './cli/command-line.ts';
import { importAgenciesCommand } from './cli/import-agencies.ts';
import { importBoundariesCommand } from './cli/import-boundaries.ts';
import { lineRetryCommand } from './cli/line-retry.ts';
import { lineSetupCommand } from './cli/line-setup.ts';
import { runCommandLine } from './cli/run-command-line.ts';

/** Every command of `npm run ess --`. */
const COMMANDS: readonly CommandLine[] = [
  addPersonCommand,
  auditExportCommand,
  auditRootCommand,
  auditVerifyCommand,
  importAgenciesCommand,
  importBoundariesCommand,
  lineRetryCommand,
  lineSetupCommand,
];

process.exitCode = await runCommandLine(COMMANDS, process.argv.slice(2), {
  env: process.env,
  writeLine: (line) => console.log(line),
});
