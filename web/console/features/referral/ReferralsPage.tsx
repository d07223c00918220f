import type { Me } from '#contract/access';
import { useAddress } from '../../router.ts';
import { NewReferralPage } from './NewReferralPage.tsx';
import { ReferralList } from './ReferralList.tsx';
import { ReferralPage } from './ReferralPage.tsx';
import { newReferralOf } from './referral-route.ts';

type Props = { me: Me; id: string | undefined };

/** The referrals of an agency, one of them, or a new one. */
export default function ReferralsPage({ me, id }: Props) {
  const { hash } = useAddress();
  if (id !== undefined) return <ReferralPage key={id} me={me} referralId={id} />;
  const sending = newReferralOf(hash);
  if (sending && me.permissions.includes('case:work')) return <NewReferralPage key={sending.needId} {...sending} />;
  return <ReferralList me={me} />;
}
