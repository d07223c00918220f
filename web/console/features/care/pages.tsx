import { IconFolders, IconHeartHandshake } from '@tabler/icons-react';
import type { Page, PageProps } from '../../page.ts';
import { lazyPart } from '../../ui/lazy-part.ts';

const CarePage = lazyPart(() => import('./CarePage.tsx'));
const CasesPage = lazyPart(() => import('./cases/CasesPage.tsx'));
const CaseCount = lazyPart(() => import('./cases/CaseCount.tsx').then(({ CaseCount: part }) => ({ default: part })));
const HandOverCount = lazyPart(() =>
  import('./HandOverCount.tsx').then(({ HandOverCount: part }) => ({ default: part })),
);

function Care({ me }: PageProps) {
  return (
    <CarePage
      maySeeHandOvers={me.permissions.includes('care:view-hand-overs')}
      maySeeOutcomes={me.permissions.includes('incident:export')}
    />
  );
}

function Cases({ me, id }: PageProps) {
  return <CasesPage me={me} id={id} />;
}

export const PAGES: readonly Page[] = [
  {
    path: 'cases',
    takesId: true,
    title: 'nav.cases',
    icon: IconFolders,
    permissions: ['case:view', 'case:view-invited'],
    order: 65,
    task: { label: 'nav.action.cases', order: 5, Count: CaseCount },
    hasRowKeys: true,
    Component: Cases,
  },
  {
    path: 'care',
    title: 'nav.care',
    icon: IconHeartHandshake,
    permissions: ['care:view-hand-overs', 'incident:export'],
    order: 70,
    task: { label: 'nav.action.care', order: 40, Count: HandOverCount },
    Component: Care,
  },
];
