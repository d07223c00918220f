import { REFERRALS_TEXT } from '../../text/referrals.ts';
import { useText } from '../../ui/use-text.ts';
import { useReferrals } from './referral-data.ts';

/** Referrals to answer, and people to ask whether they got it; empty while it is loading. */
export function ReferralCount({ className }: { className?: string | undefined }) {
  const { t } = useText(REFERRALS_TEXT);
  const toAnswer = useReferrals({ side: 'received', scope: 'to-answer' }).data?.referrals.length ?? 0;
  const toAsk = useReferrals({ side: 'sent', scope: 'to-confirm' }).data?.referrals.length ?? 0;
  const count = toAnswer + toAsk;
  if (count === 0) return null;
  return (
    <strong className={className} title={t('waiting', { n: count })}>
      {count}
    </strong>
  );
}
