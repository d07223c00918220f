import { IconEyeExclamation } from '@tabler/icons-react';
import type { Page } from '../../page.ts';
import { goTo, hrefOf, type Target } from '../../router.ts';
import { lazyPart } from '../../ui/lazy-part.ts';

const UnusualViewsPage = lazyPart(() => import('./UnusualViewsPage.tsx'));

const viewsOf = (incidentId: string): Target => ({ name: 'visibility', incidentId, part: 'views' });

function UnusualViews() {
  return (
    <UnusualViewsPage
      viewsPath={(incidentId) => hrefOf(viewsOf(incidentId))}
      onOpen={(incidentId) => goTo(viewsOf(incidentId))}
    />
  );
}

export const PAGES: readonly Page[] = [
  {
    path: 'unusual-views',
    title: 'nav.unusualViews',
    icon: IconEyeExclamation,
    permissions: ['audit:view'],
    order: 80,
    Component: UnusualViews,
  },
];
