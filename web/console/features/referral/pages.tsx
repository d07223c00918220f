import { IconShare3 } from '@tabler/icons-react';
import type { Page, PageProps } from '../../page.ts';
import { lazyPart } from '../../ui/lazy-part.ts';

const ReferralsPage = lazyPart(() => import('./ReferralsPage.tsx'));
const ReferralCount = lazyPart(() =>
  import('./ReferralCount.tsx').then(({ ReferralCount: part }) => ({ default: part })),
);

function Referrals({ me, id }: PageProps) {
  return <ReferralsPage me={me} id={id} />;
}

export const PAGES: readonly Page[] = [
  {
    path: 'referrals',
    takesId: true,
    title: 'nav.action.referrals',
    icon: IconShare3,
    permissions: ['referral:view'],
    order: 66,
    task: { label: 'nav.action.referrals', order: 6, Count: ReferralCount },
    hasRowKeys: true,
    Component: Referrals,
  },
];
