import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../app-error.ts';

/**
 * What became of a statement that PostgreSQL did not answer.
 * `refused`: no connection could be made. `not-sent`: the connection was found dead before the statement left.
 * `cut`: it was lost while the statement was under way. `silent`: nothing came within the time allowed.
 */
export type LossKind = 'refused' | 'not-sent' | 'cut' | 'silent';

/** The `Retry-After` of refused requests: a failover takes a few seconds, a restart less. */
const COME_BACK_AFTER_SECONDS = 2;

/**
 * The database is away, and with it whatever was to be stored. Answered with 503 and `Retry-After`; LINE delivers again.
 * With code `server/outcome-unknown` the connection was lost while the commit was on its way: it may have been stored.
 */
export class DatabaseUnavailable extends AppError {
  readonly kind: LossKind;

  constructor(
    kind: LossKind,
    cause: unknown,
    code: 'server/database-unavailable' | 'server/outcome-unknown' = 'server/database-unavailable',
  ) {
    super(code, {
      message: `PostgreSQL did not answer (${kind}, ${describeCause(cause)})`,
      params: { seconds: COME_BACK_AFTER_SECONDS },
      cause,
    });
    this.name = 'DatabaseUnavailable';
    this.kind = kind;
  }
}

/** SQLSTATE: connection exceptions, shutdown, crash, starting up, idle too long, too many connections. */
const LOST_STATES = /^08|^57P0[1235]$|^25P0[34]$|^53300$/;
const LOST_BY_SYSTEM = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  // The socket file of a PostgreSQL that is down.
  'ENOENT',
]);
/** What the driver itself says has no code. */
const NOT_SENT = /^Client has encountered a connection error|^Client was closed/;
const CUT = /^Connection terminated/;
/** What a connection ends by on which nothing was answered any more. */
export const NO_ANSWER = 'no answer within the time allowed';
const SILENT =
  /^no answer within the time|^timeout exceeded when trying to connect|^timeout expired|due to connection timeout/;

/** The loss behind an error of the driver; undefined for what PostgreSQL answered to a statement. */
export function findLoss(error: unknown, when: 'connecting' | 'in-use'): DatabaseUnavailable | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, message, severity } = error as Error & { code?: unknown; severity?: unknown };
  if (SILENT.test(message)) return new DatabaseUnavailable('silent', error);
  if (NOT_SENT.test(message)) return new DatabaseUnavailable('not-sent', error);
  const isLost =
    CUT.test(message) ||
    severity === 'FATAL' ||
    severity === 'PANIC' ||
    (typeof code === 'string' && (LOST_STATES.test(code) || LOST_BY_SYSTEM.has(code)));
  return isLost ? new DatabaseUnavailable(when === 'connecting' ? 'refused' : 'cut', error) : undefined;
}

/** The loss behind an error that a library may have wrapped. */
export function findUnavailable(error: unknown): DatabaseUnavailable | undefined {
  for (let depth = 0, at = error; depth < 5 && at instanceof Error; depth++, at = at.cause) {
    if (at instanceof DatabaseUnavailable) return at;
  }
  return undefined;
}

/** Codes and the driver's own fixed sentences: nothing of a statement or a row. */
function describeCause(cause: unknown): string {
  const { code, message } = cause as { code?: unknown; message?: unknown };
  return String(code ?? message ?? 'unknown');
}

/** Waits between tries, 1.5 s in all: a crashed PostgreSQL is back in less, and people wait no longer. */
const WAITS_MS = [50, 150, 300, 1000];

/**
 * Runs `work` again while PostgreSQL is away for a moment; only for what may be done twice. Where the other end is silent
 * it is not tried again: that took long enough.
 */
export async function retryUntilAvailable<Result>(
  work: () => Promise<Result>,
  waits: readonly number[] = WAITS_MS,
  mayGoOn: (loss: DatabaseUnavailable) => boolean = () => true,
): Promise<Result> {
  for (let tries = 0; ; tries++) {
    try {
      return await work();
    } catch (error) {
      const wait = waits[tries];
      if (!(error instanceof DatabaseUnavailable) || error.kind === 'silent' || !mayGoOn(error)) throw error;
      if (wait === undefined) throw error;
      await sleep(wait);
    }
  }
}
