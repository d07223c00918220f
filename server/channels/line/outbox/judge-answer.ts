import { errorMessageOf, type LineAnswer } from '../line-client.ts';
import type { Call } from './plan-call.ts';

/** What LINE's answer means for the rows of a call. `alarm` is an operator alarm's kind. */
export type Verdict =
  | { kind: 'sent' }
  | { kind: 'failed'; alarm: 'line/refused' }
  /**
   * Still owed. `unknown`: LINE may have it, so only the same call may be repeated. `keepCall`: LINE does not have it and
   * wants to be asked later; the same call goes again, under the same retry key.
   */
  | {
      kind: 'pending';
      afterMs: number;
      unknown: boolean;
      keepCall?: boolean;
      dropToken?: boolean;
      pausePush?: boolean;
      alarm?: PendingAlarm;
    };

type PendingAlarm = 'line/rate-limited' | 'line/quota-exhausted' | 'line/not-authorized';

/** The month's quota does not come back in minutes; asking often would only bring more refusals. */
const QUOTA_PAUSE_MS = 10 * 60_000;
/** A wrong access token is mended by a person. */
const NOT_AUTHORIZED_PAUSE_MS = 5 * 60_000;
/** Whoever asks for more would have a reporter wait for the past. */
const MOST_PATIENCE_MS = 10 * 60_000;

/**
 * Decides by status code; LINE's sentences are not stable and serve only where one status means two things. Repeats
 * happen on 5xx and silence (LINE's rule), and where the refusal says nothing about the message: 401, 403, 429.
 */
export function judgeAnswer(call: Call, tries: number, answer: LineAnswer): Verdict {
  const unknownBefore = call.wasUnknown;
  if (answer.kind === 'unreachable') return { kind: 'pending', afterMs: backoff(tries), unknown: unknownBefore };
  if (answer.kind === 'no-answer' || answer.status >= 500)
    return { kind: 'pending', afterMs: Math.max(backoff(tries), askedToWait(answer)), unknown: true };
  const { status, body } = answer;
  // 409: an earlier try with this retry key was taken.
  if ((status >= 200 && status < 300) || status === 409) return { kind: 'sent' };
  if (status === 429) return judgeTooMany(call, tries, errorMessageOf(body), askedToWait(answer));
  if (status === 401 || status === 403) {
    const alarm = 'line/not-authorized';
    return { kind: 'pending', afterMs: NOT_AUTHORIZED_PAUSE_MS, unknown: unknownBefore, keepCall: true, alarm };
  }
  if (call.method.via === 'reply' && status === 400) {
    // The token was ours alone and fresh when this try began: if it is used up, our earlier try has used it.
    if (unknownBefore && /reply token/i.test(errorMessageOf(body))) return { kind: 'sent' };
    return { kind: 'pending', afterMs: 0, unknown: unknownBefore, dropToken: true };
  }
  return { kind: 'failed', alarm: 'line/refused' };
}

function judgeTooMany({ method, wasUnknown }: Call, tries: number, said: string, asked: number): Verdict {
  if (method.via === 'push' && /month/i.test(said)) {
    return {
      kind: 'pending',
      afterMs: QUOTA_PAUSE_MS,
      unknown: wasUnknown,
      keepCall: true,
      pausePush: true,
      alarm: 'line/quota-exhausted',
    };
  }
  const afterMs = Math.max(5 * backoff(tries), asked);
  return { kind: 'pending', afterMs, unknown: wasUnknown, keepCall: true, alarm: 'line/rate-limited' };
}

/** What LINE, or a proxy before it, asked for in `Retry-After`, in ms and within reason. */
function askedToWait(answer: LineAnswer): number {
  return answer.kind === 'answer' ? Math.min(answer.retryAfterMs ?? 0, MOST_PATIENCE_MS) : 0;
}

/** 1, 2, 4 … 60 s. */
function backoff(tries: number): number {
  return Math.min(1000 * 2 ** Math.min(tries, 10), 60_000);
}
