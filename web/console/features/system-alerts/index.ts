import { lazy } from 'react';

/** Public API of the system alerts: faults of the system that a technician must repair. */
export const SystemAlertsPage = lazy(async () => ({
  default: (await import('./SystemAlertsPage.tsx')).SystemAlertsPage,
}));
export { SYSTEM_ALERTS_KEY, useSystemAlerts } from './system-alerts.ts';
