import { IconPrinter } from '@tabler/icons-react';
import type { Page } from '../../page.ts';
import { lazyPart } from '../../ui/lazy-part.ts';

const MaterialsPage = lazyPart(() => import('./MaterialsPage.tsx'));

export const PAGES: readonly Page[] = [
  {
    path: 'materials',
    title: 'nav.materials',
    icon: IconPrinter,
    permissions: ['outreach:view'],
    order: 72,
    width: 980,
    Component: () => <MaterialsPage />,
  },
];
