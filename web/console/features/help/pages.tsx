import { IconHeartPlus } from '@tabler/icons-react';
import type { Page, PageProps } from '../../page.ts';
import { lazyPart } from '../../ui/lazy-part.ts';

const HelpPage = lazyPart(() => import('./HelpPage.tsx'));

function Help({ me, id }: PageProps) {
  return <HelpPage me={me} id={id} />;
}

export const PAGES: readonly Page[] = [
  {
    path: 'help',
    takesId: true,
    title: 'nav.help',
    icon: IconHeartPlus,
    permissions: ['help:view', 'help:file'],
    order: 69,
    task: { label: 'nav.action.help', order: 35 },
    hasRowKeys: true,
    Component: Help,
  },
];
