import type { CallBack, CallBackResult } from '#contract/control-room';
import { AppError } from '#platform/app-error';

/** Who works off the list listens to this; what changed, each reads by their own rights. */
export const CALL_BACK_AUDIENCE = 'call-backs';

/** An entry of the list as it is kept; the number is looked up in the report each time. */
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
  endedBecause: 'reached' | 'wrong-number' | 'not-safe' | 'not-needed' | 'silent' | null;
};

/** What is known of a person's telephone by now. */
export type Reachability = { phone: string | null; silent: boolean; mayCall: boolean };

/** A clerk who took it and was called away keeps it no longer than this. */
const CLAIM_LASTS_MS = 10 * 60_000;
/** Minutes until the next try when nobody picks up; the last goes on. */
const AGAIN_AFTER_MINUTES = [5, 10, 20, 30];

/** Why nobody may call this person; null when somebody may. Who listens beside a silent reporter must not hear it ring. */
export function whyNotToCall(reach: Reachability | undefined): CallBack['forbidden'] {
  if (reach?.silent) return 'silent';
  if (reach && !reach.mayCall) return 'no-calls';
  return reach?.phone ? null : 'no-phone';
}

export function isClaimed(entry: StoredCallBack, now: Date): boolean {
  return entry.claimedAt !== null && now.getTime() - entry.claimedAt.getTime() < CLAIM_LASTS_MS;
}

/**
 * One clerk takes it.
 * @throws AppError `control-room/call-back-ended`, `control-room/call-back-taken` (with who was first), `control-room/must-not-call`
 */
export function claim(
  entry: StoredCallBack,
  reach: Reachability | undefined,
  by: { id: string; name: string },
  now: Date,
): StoredCallBack {
  mustBeOpen(entry);
  if (isClaimed(entry, now) && entry.claimedByPersonId !== by.id) {
    throw lost(entry, 'control-room/call-back-taken', { name: entry.claimedByName ?? '' });
  }
  const why = whyNotToCall(reach);
  if (why) throw new AppError('control-room/must-not-call', { params: { why } });
  return { ...entry, claimedByPersonId: by.id, claimedByName: by.name, claimedAt: now };
}

/**
 * What came of the call. Nobody answered: again, later each time; anything else ends the entry.
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

/** Somebody else has it, or has ended it: they are named when it is answered. */
function lost({ id }: StoredCallBack, code: string, params: Record<string, string> = {}): AppError {
  const actions = ['control-room/claim-call-back', 'control-room/release-call-back', 'control-room/finish-call-back'];
  return new AppError(code, { params, lostTo: { subjects: [id], actions } });
}
