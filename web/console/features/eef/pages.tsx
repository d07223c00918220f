import { IconSchool } from '@tabler/icons-react';
import type { Page, PageProps } from '../../page.ts';
import { lazyPart } from '../../ui/lazy-part.ts';

const EefPage = lazyPart(() => import('./EefPage.tsx'));

function Eef({ me }: PageProps) {
  return <EefPage me={me} />;
}

export const PAGES: readonly Page[] = [
  {
    path: 'eef',
    title: 'nav.eef',
    icon: IconSchool,
    permissions: ['eef:view'],
    order: 64,
    task: { label: 'nav.eef', order: 4 },
    hasRowKeys: true,
    width: 1320,
    Component: Eef,
  },
];
