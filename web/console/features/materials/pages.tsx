import { IconPrinter } from '@tabler/icons-react';
import type { Page, PageProps } from '../../page.ts';
import { lazyPart } from '../../ui/lazy-part.ts';

const MaterialsPage = lazyPart(() => import('./MaterialsPage.tsx'));

function Materials({ id }: PageProps) {
  return <MaterialsPage key={id} id={id} />;
}

export const PAGES: readonly Page[] = [
  {
    path: 'materials',
    takesId: true,
    title: 'nav.materials',
    icon: IconPrinter,
    permissions: ['outreach:view'],
    order: 72,
    width: 980,
    Component: Materials,
  },
];
