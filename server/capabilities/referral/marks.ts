import { expire, type Referral, resume } from './referral.ts';

/** What has come for a referral by itself, in the order in which it came. */
export type ReferralMark = 'reminded' | 'expired' | 'province-told' | 'resumed' | 'update-due' | 'outcome-due';

type Marked = { mark: ReferralMark; was: Referral; now: Referral };

/**
 * Everything that is due by now, each once, also after the server was away for long: what should have been said on the
 * way is said first. Nothing here accepts.
 */
export function marksOf(one: Referral, now: Date): Marked[] {
  const marked: Marked[] = [];
  let current = one;
  const add = (mark: ReferralMark, next: Referral) => {
    marked.push({ mark, was: current, now: next });
    current = { ...next, version: current.version + 1 };
  };
  const hasCome = (moment: Date | null) => moment !== null && moment <= now;
  if (isWaiting(current) && !current.remindedAt && hasCome(current.halfAt))
    add('reminded', { ...current, remindedAt: now });
  if (isWaiting(current) && hasCome(current.dueAt)) add('expired', expire(current, now));
  if (current.status === 'expired' && !current.provinceToldAt && hasCome(current.provinceAt))
    add('province-told', { ...current, provinceToldAt: now });
  if (current.status === 'on-hold' && hasCome(current.holdUntil)) add('resumed', resume(current, now));
  const isAtWork = current.status === 'accepted' || current.status === 'in-progress';
  if (isAtWork && !current.updateToldAt && hasCome(current.updateDueAt))
    add('update-due', { ...current, updateToldAt: now });
  if (isAtWork && !current.outcomeToldAt && hasCome(current.outcomeDueAt))
    add('outcome-due', { ...current, outcomeToldAt: now });
  return marked;
}

const isWaiting = ({ status }: Referral) => status === 'offered' || status === 'declined-proposed';
