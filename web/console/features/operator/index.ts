import { lazy } from 'react';

/** Door of the operator feature: what is broken in the system itself. */
export const OperatorAlarmsPage = lazy(async () => ({
  default: (await import('./OperatorAlarmsPage.tsx')).OperatorAlarmsPage,
}));
export { OPERATOR_ALARMS_KEY, useOperatorAlarms } from './operator-alarms.ts';
