import { REFERRAL_ACTIONS } from '#contract/referral';
import type { ReferralSummary } from '#contract/referral-api';

/** What a referral waits for, seen from one side; in the order in which a list is read. */
export const REFERRAL_GROUPS = ['decide', 'answer', 'ask', 'work', 'wait', 'draft', 'ended'] as const;
export type ReferralGroup = (typeof REFERRAL_GROUPS)[number];
export type Side = 'received' | 'sent';

/** From which side somebody sees referrals, and whether they decide on what the receiver asks to decline. */
export type Seen = { side: Side; mayDecide: boolean };

type Row = Pick<ReferralSummary, 'status' | 'confirmation' | 'dueAt' | 'updateDueAt' | 'outcomeDueAt' | 'hold'>;

export function groupOf(
  { status, confirmation }: Pick<Row, 'status' | 'confirmation'>,
  { side, mayDecide }: Seen,
): ReferralGroup {
  switch (status) {
    case 'draft':
      return 'draft';
    case 'offered':
      return side === 'received' ? 'answer' : 'wait';
    case 'declined-proposed':
      return side === 'received' && mayDecide ? 'decide' : 'wait';
    case 'accepted':
    case 'in-progress':
    case 'on-hold':
      return side === 'received' ? 'work' : 'wait';
    case 'completed':
      return side === 'sent' && (confirmation === 'to-ask' || confirmation === 'waiting') ? 'ask' : 'ended';
    default:
      return 'ended';
  }
}

/** The clock that runs for it; null where none does. */
export function clockOf({ status, dueAt, updateDueAt, outcomeDueAt, hold }: Row): string | null {
  if ((REFERRAL_ACTIONS.expire.from as readonly string[]).includes(status)) return dueAt;
  if (status === 'on-hold') return hold?.until ?? null;
  if (status !== 'accepted' && status !== 'in-progress') return null;
  return [updateDueAt, outcomeDueAt].filter((at) => at !== null).toSorted()[0] ?? null;
}

/** In groups, the nearest clock first in each; ended ones stay in the order of the server. */
export function groupReferrals<One extends Row>(
  referrals: readonly One[],
  seen: Seen,
): { group: ReferralGroup; referrals: One[] }[] {
  return REFERRAL_GROUPS.map((group) => ({
    group,
    referrals: referrals
      .filter((one) => groupOf(one, seen) === group)
      .toSorted((one, other) => (group === 'ended' ? 0 : (clockOf(one) ?? '9').localeCompare(clockOf(other) ?? '9'))),
  })).filter(({ referrals: of }) => of.length > 0);
}
