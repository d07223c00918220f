import { IconHeartHandshake } from '@tabler/icons-react';
import type { Page, PageProps } from '../../page.ts';
import { lazyPart } from '../../ui/lazy-part.ts';

const CarePage = lazyPart(() => import('./CarePage.tsx'));
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

export const PAGES: readonly Page[] = [
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
