/** Door of the operator feature: what is broken in the system itself. */
export { OperatorAlarmsPage } from './OperatorAlarmsPage.tsx';
export { OPERATOR_ALARMS_KEY, useOperatorAlarms } from './operator-alarms.ts';
