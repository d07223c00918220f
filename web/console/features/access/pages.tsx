import { IconUserCircle, IconUsers } from '@tabler/icons-react';
import type { Page, PageProps } from '../../page.ts';
import { goTo } from '../../router.ts';
import { AccountPage, PeoplePage } from './lazy-pages.ts';

function People({ me, id }: PageProps) {
  return (
    <PeoplePage me={me} agencyId={id} onChoose={(agencyId) => goTo({ name: 'page', page: 'people', id: agencyId })} />
  );
}

export const PAGES: readonly Page[] = [
  { path: 'account', title: 'account.title', icon: IconUserCircle, order: 90, Component: AccountPage },
  {
    path: 'people',
    takesId: true,
    title: 'nav.people',
    icon: IconUsers,
    permissions: ['account:view'],
    order: 120,
    Component: People,
  },
];
