/** Door of the incident feature: the live queue, its alarm, and the panel of one incident. */
export { AlarmBar } from './alarm/AlarmBar.tsx';
export { type Alarm, useAlarm } from './alarm/use-alarm.ts';
export { useAlarmSigns } from './alarm/use-alarm-signs.ts';
export { useChime } from './alarm/use-chime.ts';
export { incidentPath } from './incident-path.ts';
export { IncidentPanel } from './panel/IncidentPanel.tsx';
export { followDetails } from './panel/use-detail.ts';
export { createLiveQueue, type LiveQueue } from './queue/live-queue.ts';
export { QueueList } from './queue/QueueList.tsx';
export { applyIncident, type QueueState } from './queue/queue-state.ts';
export { type MyAgencies, type Urgency, urgencyOf } from './queue/urgency.ts';
export { useOrderedQueue } from './queue/use-ordered-queue.ts';
export { RECENT_KEY, useRecent } from './queue/use-recent.ts';
export { TYPE_ICONS } from './type-icon.ts';
