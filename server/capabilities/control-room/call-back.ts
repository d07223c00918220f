import type { CallBack, CallBackResult } from '#contract/control-room';
import { AppError } from '#platform/app-error';

/** Live audience of the call-back list. The event carries no entry: each console reads the list with its own rights. */
export const CALL_BACK_AUDIENCE = 'call-backs';

/** A stored entry of the list. The phone number is not part of it: it is read from the report each time. */
export type StoredCallBack = {
  id: string;
  reportId: string;
  incidentId: string | null;
  provinceCode: string | null;
  reason: CallBack['reason'];
  note: string | null;
  dueAt: Date;
  askedAt: Date;
  askedByName: string | null;
  tries: number;
  lastResult: CallBackResult | null;
  lastTriedAt: Date | null;
  claimedByPersonId: string | null;
  claimedByName: string | null;
  claimedAt: Date | null;
  endedAt: Date | null;
  endedBecause: 'reached' | 'wrong-number' | 'not-safe' | 'not-needed' | null;
};

/** What is known about calling a person. */
export type Reachability = { phone: string | null; silent: boolean; mayCall: boolean };

/** A claim ends after this, in case the clerk was called away. */
const CLAIM_LASTS_MS = 10 * 60_000;
/** Minutes until the next try when nobody picks up; the last value repeats. */
const AGAIN_AFTER_MINUTES = [5, 10, 20, 30];

/** Why nobody may call this person; null when calling is allowed. A ringing phone would betray a silent reporter. */
export function whyNotToCall(reachability: Reachability | undefined): CallBack['forbidden'] {
  if (reachability?.silent) return 'silent';
  if (reachability && !reachability.mayCall) return 'no-calls';
  return reachability?.phone ? null : 'no-phone';
}

export function isClaimed(entry: StoredCallBack, now: Date): boolean {
  return entry.claimedAt !== null && now.getTime() - entry.claimedAt.getTime() < CLAIM_LASTS_MS;
}

/**
 * One clerk claims the entry.
 * @throws AppError `control-room/call-back-ended`, `control-room/call-back-taken` (names the clerk who was first), `control-room/must-not-call`
 */
export function claim(
  entry: StoredCallBack,
  reachability: Reachability | undefined,
  by: { id: string; name: string },
  now: Date,
): StoredCallBack {
  mustBeOpen(entry);
  if (isClaimed(entry, now) && entry.claimedByPersonId !== by.id) {
    throw lost(entry, 'control-room/call-back-taken', { name: entry.claimedByName ?? '' });
  }
  const why = whyNotToCall(reachability);
  if (why) throw new AppError('control-room/must-not-call', { params: { why } });
  return { ...entry, claimedByPersonId: by.id, claimedByName: by.name, claimedAt: now };
}

/**
 * Records the result of the call. After "no answer" the entry is due again later; any other result ends it.
 * @throws AppError `control-room/call-back-ended`, `control-room/call-back-not-yours`
 */
export function finish(
  entry: StoredCallBack,
  { result, againInMinutes }: { result: CallBackResult; againInMinutes?: number | undefined },
  byPersonId: string,
  now: Date,
): StoredCallBack {
  mustBeOpen(entry);
  if (entry.claimedByPersonId !== byPersonId) throw lost(entry, 'control-room/call-back-not-yours');
  const tries = entry.tries + 1;
  const tried = { ...unclaimed(entry), tries, lastResult: result, lastTriedAt: now };
  if (result !== 'no-answer') return { ...tried, endedAt: now, endedBecause: result };
  const minutes = againInMinutes ?? AGAIN_AFTER_MINUTES[Math.min(tries, AGAIN_AFTER_MINUTES.length) - 1] ?? 30;
  return { ...tried, dueAt: new Date(now.getTime() + minutes * 60_000) };
}

/** @throws AppError `control-room/call-back-ended`, `control-room/call-back-not-yours` */
export function release(entry: StoredCallBack, byPersonId: string): StoredCallBack {
  mustBeOpen(entry);
  if (entry.claimedByPersonId !== byPersonId) throw lost(entry, 'control-room/call-back-not-yours');
  return unclaimed(entry);
}

function unclaimed(entry: StoredCallBack): StoredCallBack {
  return { ...entry, claimedByPersonId: null, claimedByName: null, claimedAt: null };
}

function mustBeOpen(entry: StoredCallBack): void {
  if (entry.endedAt) throw lost(entry, 'control-room/call-back-ended');
}

/** Somebody else claimed or ended the entry; `lostTo` lets the answer name them. */
function lost({ id }: StoredCallBack, code: string, params: Record<string, string> = {}): AppError {
  const actions = ['control-room/claim-call-back', 'control-room/release-call-back', 'control-room/finish-call-back'];
  return new AppError(code, { params, lostTo: { subjects: [id], actions } });
}
