import { IconCalendarUser, IconHeartbeat } from '@tabler/icons-react';
import type { Page } from '../../page.ts';
import { DutyPage, ReadinessPage } from './lazy-pages.ts';

export const PAGES: readonly Page[] = [
  {
    path: 'duty',
    title: 'duty.title',
    icon: IconCalendarUser,
    permissions: ['duty:serve'],
    order: 40,
    task: { label: 'nav.action.duty', order: 60 },
    width: 980,
    Component: DutyPage,
  },
  {
    path: 'readiness',
    title: 'duty.readiness',
    icon: IconHeartbeat,
    permissions: ['duty:view'],
    order: 50,
    width: 980,
    Component: ReadinessPage,
  },
];
