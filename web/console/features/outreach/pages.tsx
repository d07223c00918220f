import { IconMapPin } from '@tabler/icons-react';
import type { Page, PageProps } from '../../page.ts';
import { lazyPart } from '../../ui/lazy-part.ts';

const OutreachPage = lazyPart(() => import('./OutreachPage.tsx'));

function Outreach({ me, id }: PageProps) {
  return <OutreachPage me={me} id={id} />;
}

export const PAGES: readonly Page[] = [
  {
    path: 'outreach',
    takesId: true,
    title: 'nav.outreach',
    icon: IconMapPin,
    permissions: ['outreach:view'],
    order: 71,
    task: { label: 'nav.outreach', order: 7 },
    width: 1320,
    Component: Outreach,
  },
];
