import type { ReferralTimelineKind } from '#contract/referral';
import type { ReferralEvents } from '#events/referral-events';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import { ALERTING_TOPIC, type AlertContext } from '../context.ts';
import { addAlert } from '../store-notifications.ts';

/** Steps after which the referral stands elsewhere; reminders and words on how it goes are for people. */
const TOLD: readonly ReferralTimelineKind[] = [
  ...(['offered', 'accepted', 'declined', 'decline-proposed', 'decline-confirmed', 'decline-refused'] as const),
  ...(['expired', 'withdrawn', 'started', 'held', 'resumed', 'completed', 'not-completed'] as const),
  ...(['confirmed', 'school-checked', 'need-reopened'] as const),
];

/**
 * Tells the machines of both agencies of a step of their referral, with the caller's commit and once. Which machines there
 * are is looked up right after the commit, by whoever delivers: the user role can't read their addresses.
 */
export function tellReferralStep(
  { clock, notifier }: Pick<AlertContext, 'clock' | 'notifier'>,
  work: Work,
  step: ReferralEvents['referral-step'],
): void {
  const { referralId: id, code, kind, status, fromAgencyId, toAgencyId, isOffered } = step;
  if (!isOffered || !TOLD.includes(kind)) return;
  addAlert(work, {
    ...{ alertId: newId(), incidentId: null, kind: 'referral-step', step: null },
    agencyIds: [...new Set([fromAgencyId, toAgencyId])],
    referral: { id, code, step: kind, status, fromAgencyId, toAgencyId },
    ...{ raisedAt: clock.now(), expandedAt: null },
  });
  work.afterCommit(() => notifier.send(ALERTING_TOPIC));
}
