import { IconStairsUp } from '@tabler/icons-react';
import type { Page } from '../../page.ts';
import { lazyPart } from '../../ui/lazy-part.ts';

export const PAGES: readonly Page[] = [
  {
    path: 'escalation-policies',
    title: 'nav.escalationPolicies',
    icon: IconStairsUp,
    permissions: ['escalation-policy:view'],
    order: 140,
    Component: lazyPart(() => import('./EscalationPoliciesPage.tsx')),
  },
];
