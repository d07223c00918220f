import { REFERRALS_TEXT } from '../../text/referrals.ts';
import { useText } from '../../ui/use-text.ts';
import { useReferrals } from './referral-data.ts';

/** Number of referrals that wait for an answer; empty while it is loading. */
export function ReferralCount({ className }: { className?: string | undefined }) {
  const { t } = useText(REFERRALS_TEXT);
  const count = useReferrals({ side: 'received', scope: 'to-answer' }).data?.referrals.length ?? 0;
  if (count === 0) return null;
  return (
    <strong className={className} title={t('group.received.answer')}>
      {count}
    </strong>
  );
}
