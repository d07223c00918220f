import { IconScale } from '@tabler/icons-react';
import type { Page, PageProps } from '../../page.ts';
import { lazyPart } from '../../ui/lazy-part.ts';

const FindingsPage = lazyPart(() => import('./fairness/FindingsPage.tsx'));

function Findings({ me }: PageProps) {
  return <FindingsPage me={me} />;
}

export const PAGES: readonly Page[] = [
  {
    path: 'findings',
    title: 'nav.findings',
    icon: IconScale,
    permissions: ['incident:resolve', 'incident:decide-finding'],
    order: 76,
    Component: Findings,
  },
];
