import { backoff } from '../backoff.ts';
import { errorMessageOf, type LineAnswer } from '../line-client.ts';
import type { Call } from './plan-call.ts';

/** What LINE's answer means for the messages of a call. `systemAlert` is its kind, if a technician must know. */
export type Verdict =
  | { kind: 'sent' }
  | { kind: 'failed'; systemAlert: 'line/refused' }
  /**
   * Still pending. `unknown`: LINE may have it, so only the same call may be repeated. `keepCall`: LINE does not have it
   * and wants to be asked later; the same call is made again with the same retry key.
   */
  | {
      kind: 'pending';
      afterMs: number;
      unknown: boolean;
      keepCall?: boolean;
      dropToken?: boolean;
      pausePush?: boolean;
      systemAlert?: PendingAlert;
    };

type PendingAlert = 'line/rate-limited' | 'line/quota-exhausted' | 'line/not-authorized';

/** The month's quota does not come back in minutes; asking often would only bring more refusals. */
const QUOTA_PAUSE_MS = 10 * 60_000;
/** A wrong access token has to be fixed by a person. */
const NOT_AUTHORIZED_PAUSE_MS = 5 * 60_000;
/** After a longer wait the message would be outdated. */
const MOST_PATIENCE_MS = 10 * 60_000;

/**
 * Decides by status code; LINE's error texts may change and are used only where one status has two meanings. Calls are
 * repeated on 5xx and no answer (LINE's rule), and if the refusal is not about the message: 401, 403, 429.
 */
export function judgeAnswer(call: Call, tries: number, answer: LineAnswer): Verdict {
  const unknownBefore = call.wasUnknown;
  if (answer.kind === 'unreachable') return { kind: 'pending', afterMs: backoff(tries), unknown: unknownBefore };
  if (answer.kind === 'no-answer' || answer.status >= 500)
    return { kind: 'pending', afterMs: Math.max(backoff(tries), requestedWait(answer)), unknown: true };
  const { status, body } = answer;
  // 409: an earlier try with this retry key was accepted.
  if ((status >= 200 && status < 300) || status === 409) return { kind: 'sent' };
  if (status === 429) return judgeTooMany(call, tries, errorMessageOf(body), requestedWait(answer));
  if (status === 401 || status === 403) {
    const systemAlert = 'line/not-authorized';
    return { kind: 'pending', afterMs: NOT_AUTHORIZED_PAUSE_MS, unknown: unknownBefore, keepCall: true, systemAlert };
  }
  if (call.method.via === 'reply' && status === 400) {
    // Only this call had the token, and it was fresh: if it is used up, our earlier try has used it.
    if (unknownBefore && /reply token/i.test(errorMessageOf(body))) return { kind: 'sent' };
    return { kind: 'pending', afterMs: 0, unknown: unknownBefore, dropToken: true };
  }
  return { kind: 'failed', systemAlert: 'line/refused' };
}

function judgeTooMany({ method, wasUnknown }: Call, tries: number, errorText: string, waitMs: number): Verdict {
  if (method.via === 'push' && /month/i.test(errorText)) {
    return {
      kind: 'pending',
      afterMs: QUOTA_PAUSE_MS,
      unknown: wasUnknown,
      keepCall: true,
      pausePush: true,
      systemAlert: 'line/quota-exhausted',
    };
  }
  const afterMs = Math.max(5 * backoff(tries), waitMs);
  return { kind: 'pending', afterMs, unknown: wasUnknown, keepCall: true, systemAlert: 'line/rate-limited' };
}

/** The wait from `Retry-After`, in ms, limited. */
function requestedWait(answer: LineAnswer): number {
  return answer.kind === 'answer' ? Math.min(answer.retryAfterMs ?? 0, MOST_PATIENCE_MS) : 0;
}
