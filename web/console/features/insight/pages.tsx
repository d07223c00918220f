import { IconLayoutDashboard } from '@tabler/icons-react';
import type { Page, PageProps } from '../../page.ts';
import { lazyPart } from '../../ui/lazy-part.ts';

const InsightPage = lazyPart(() => import('./InsightPage.tsx'));

function Insight({ me, id }: PageProps) {
  return <InsightPage me={me} id={id} />;
}

export const PAGES: readonly Page[] = [
  {
    path: 'insight',
    takesId: true,
    title: 'nav.insight',
    icon: IconLayoutDashboard,
    permissions: ['insight:view', 'insight:view-care', 'place:revisit'],
    order: 74,
    width: 1320,
    Component: Insight,
  },
];
