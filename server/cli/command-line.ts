import { AppError } from '#platform/app-error';

/** What a command may use of its surroundings; tests pass their own. */
export type Surroundings = {
  env: Record<string, string | undefined>;
  /** A line for the person at the terminal. */
  writeLine(line: string): void;
};

/** One sub-command of `npm run ess --`. */
export type CommandLine = {
  /** One or more arguments, e.g. `import-agencies` or `line setup`. */
  name: string;
  /** What follows the name, e.g. `FILE [--english]`. */
  usage: string;
  /** One sentence for the list of commands. */
  summary: string;
  /** @returns the exit code; throws AppError for a fact worth a line (`misused` when the arguments do not fit) */
  run(args: string[], surroundings: Surroundings): Promise<number>;
};

/** The arguments do not fit: the usage is shown with it. */
export function misused(message: string): AppError {
  return new AppError('command-line/misused', { message });
}
