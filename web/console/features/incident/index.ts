/** Public API of the incident feature: the live queue, its alarm, one incident's panel, and the visibility pages. */
export { AlarmBar } from './alarm/AlarmBar.tsx';
export { SoundUnlock } from './alarm/SoundUnlock.tsx';
export { type Alarm, useAlarm } from './alarm/use-alarm.ts';
export { useAlarmSigns } from './alarm/use-alarm-signs.ts';
export { useChime } from './alarm/use-chime.ts';
export { ConflictsPage, GuestsPage, PatrolJob, QueueSearch, StaffSearch } from './lazy-pages.ts';
export { fetchIncidentPanel, IncidentPanel } from './lazy-panel.ts';
export { focusPanel } from './panel/focus-panel.ts';
export { followDetails, useKnownDetail } from './panel/use-detail.ts';
export { createLiveEvents, createLiveQueue } from './queue/live-queue.ts';
export { QueueList } from './queue/QueueList.tsx';
export { applyIncident, type QueueState } from './queue/queue-state.ts';
export { shortPlace } from './queue/short-place.ts';
export { type MyAgencies, minutesToEta, type Urgency, urgencyOf } from './queue/urgency.ts';
export { useOrderedQueue } from './queue/use-ordered-queue.ts';
export { RECENT_KEY, useRecent } from './queue/use-recent.ts';
export { TYPE_ICONS } from './type-icon.ts';
export { visibilityPartsFor } from './visibility/visibility-parts.ts';
