import { IconAddressBook } from '@tabler/icons-react';
import type { Page, PageProps } from '../../page.ts';
import { lazyPart } from '../../ui/lazy-part.ts';

const ServicesPage = lazyPart(() => import('./ServicesPage.tsx'));

function Services({ me, id }: PageProps) {
  return <ServicesPage me={me} id={id} />;
}

export const PAGES: readonly Page[] = [
  {
    path: 'services',
    takesId: true,
    title: 'nav.services',
    icon: IconAddressBook,
    permissions: ['service:view'],
    order: 68,
    hasRowKeys: true,
    width: 980,
    Component: Services,
  },
];
