/** Public API of the system alerts: faults of the system that a technician must repair. */
export { SYSTEM_ALERTS_KEY, useSystemAlerts } from './system-alerts.ts';
