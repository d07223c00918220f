import pino from 'pino';
import { DatabaseUnavailable } from './database/database-unavailable.ts';

export type Log = pino.Logger;

/** Log lines carry ids, codes and durations; never message text, phones, positions, tokens or cookies. */
export function createLog(level: string, destination?: pino.DestinationStream): Log {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { error: describeError, err: describeError },
    redact: { paths: ['req.headers', 'headers', 'authorization', 'cookie', 'text', 'phone', 'token'], remove: true },
  };
  if (destination) return pino(options, destination);
  // A log that can't be written (a full disk, a pipe that was closed) ends nothing. Node's own stream drops such a line and
  // writes the next when there is room; pino's keeps all of them, and tries for ever when the process wants to exit.
  if (process.stdout.listenerCount('error') === 0) process.stdout.on('error', () => {});
  return pino(options, process.stdout);
}

/** A failing statement's error may quote the row it failed on (`detail`), so only code, name and stack are kept. */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const { code, constraint, table } = error as Error & { code?: string; constraint?: string; table?: string };
  const fromDatabase = code !== undefined && /^[0-9A-Z]{5}$/.test(code);
  // Whatever was asked just then is not at fault, and while the database is away this is said many times a second.
  if (error instanceof DatabaseUnavailable) return { name: error.name, code, message: error.message };
  const stack = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return { name: error.name, code, constraint, table, message: fromDatabase ? undefined : error.message, stack };
}
