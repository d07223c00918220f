import { IconStairsUp } from '@tabler/icons-react';
import { lazy } from 'react';
import type { Page } from '../../page.ts';

export const PAGES: readonly Page[] = [
  {
    path: 'escalation-policies',
    title: 'nav.escalationPolicies',
    icon: IconStairsUp,
    permissions: ['escalation-policy:view'],
    order: 140,
    Component: lazy(() => import('./EscalationPoliciesPage.tsx')),
  },
];
