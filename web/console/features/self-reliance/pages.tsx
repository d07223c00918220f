import { IconPlant2 } from '@tabler/icons-react';
import type { Page, PageProps } from '../../page.ts';
import { lazyPart } from '../../ui/lazy-part.ts';

const FamiliesPage = lazyPart(() => import('./FamiliesPage.tsx'));

function Families({ me, id }: PageProps) {
  return <FamiliesPage me={me} caseId={id} />;
}

export const PAGES: readonly Page[] = [
  {
    path: 'families',
    takesId: true,
    title: 'nav.families',
    icon: IconPlant2,
    permissions: ['case:view'],
    order: 67,
    task: { label: 'nav.action.families', order: 38 },
    hasRowKeys: true,
    Component: Families,
  },
];
