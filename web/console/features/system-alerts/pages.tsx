import { IconTool } from '@tabler/icons-react';
import { lazy } from 'react';
import type { Page, PageProps } from '../../page.ts';

const SystemAlertsPage = lazy(async () => ({ default: (await import('./SystemAlertsPage.tsx')).SystemAlertsPage }));

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
