import { EventEmitter } from 'node:events';
import pino from 'pino';

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
  const stream = destination ?? pino.destination(1);
  // A log that can't be written (a full disk, a pipe that was closed) must not end the server that writes it.
  if (stream instanceof EventEmitter) stream.on('error', () => {});
  return pino(options, stream);
}

/** A failing statement's error may quote the row it failed on (`detail`), so only code, name and stack are kept. */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const { code, constraint, table } = error as Error & { code?: string; constraint?: string; table?: string };
  const fromDatabase = code !== undefined && /^[0-9A-Z]{5}$/.test(code);
  const stack = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return { name: error.name, code, constraint, table, message: fromDatabase ? undefined : error.message, stack };
}
