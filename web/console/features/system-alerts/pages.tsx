import { IconTool } from '@tabler/icons-react';
import type { Page, PageProps } from '../../page.ts';
import { lazyPart } from '../../ui/lazy-part.ts';

const SystemAlertsPage = lazyPart(async () => ({ default: (await import('./SystemAlertsPage.tsx')).SystemAlertsPage }));

function SystemAlerts({ me }: PageProps) {
  return <SystemAlertsPage mayResolve={me.permissions.includes('system-alert:resolve')} />;
}

export const PAGES: readonly Page[] = [
  {
    path: 'system-alerts',
    title: 'systemAlerts.title',
    icon: IconTool,
    permissions: ['system-alert:view'],
    order: 130,
    Component: SystemAlerts,
  },
];
