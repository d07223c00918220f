import { lazy } from 'react';

/** Door of the operator feature: what is broken in the system itself. */
export const SystemAlertsPage = lazy(async () => ({
  default: (await import('./SystemAlertsPage.tsx')).SystemAlertsPage,
}));
export { SYSTEM_ALERTS_KEY, useSystemAlerts } from './system-alerts.ts';
