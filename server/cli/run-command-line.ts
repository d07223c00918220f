import { AppError } from '#platform/app-error';
import type { CommandLine, Surroundings } from './command-line.ts';

const FAILED = 1;
const MISUSED = 2;

/** Finds the command named by the first arguments and runs it. @returns the exit code: 0 done, 1 failed, 2 misused */
export async function runCommandLine(
  commands: readonly CommandLine[],
  args: string[],
  surroundings: Surroundings,
): Promise<number> {
  const { writeLine } = surroundings;
  const command = commands.find(({ name }) => name.split(' ').every((word, at) => args[at] === word));
  if (command === undefined) {
    writeLine('usage: npm run ess -- COMMAND');
    for (const { name, usage, summary } of commands) writeLine(`  ${name} ${usage}\n      ${summary}`);
    return MISUSED;
  }
  try {
    return await command.run(args.slice(command.name.split(' ').length), surroundings);
  } catch (error) {
    if (isArgumentError(error)) {
      writeLine(`${error.message}\nusage: npm run ess -- ${command.name} ${command.usage}`);
      return MISUSED;
    }
    if (!(error instanceof AppError)) throw error;
    writeLine(`${error.code}: ${error.message}`);
    return FAILED;
  }
}

/** Ours, or what `parseArgs` of node:util throws for an unknown option or a missing value. */
function isArgumentError(error: unknown): error is Error {
  if (error instanceof AppError) return error.code === 'command-line/misused';
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
