/** Door of the patrol feature: the board of units, units on the map, and the phone of somebody who is sent. Loaded later. */
export { UnitsPage } from './board/UnitsPage.tsx';
export { useUnitMarks } from './map/use-unit-marks.ts';
export { ExerciseBanner } from './phone/ExerciseBanner.tsx';
export { JobSteps } from './phone/JobSteps.tsx';
export { JobTabs } from './phone/JobTabs.tsx';
export { jobOnScreen, statusWith } from './phone/job-step.ts';
export { LeavingSheet } from './phone/LeavingSheet.tsx';
export { PhoneMarks } from './phone/PhoneMarks.tsx';
export { RefusedList } from './phone/RefusedList.tsx';
export { useAppKept } from './phone/use-app-kept.ts';
export { MY_JOBS_KEY, type MyWork, useMyWork, type Work } from './phone/use-my-work.ts';
export { type PhoneOutbox, useOutbox } from './phone/use-outbox.ts';
export { Way } from './phone/Way.tsx';
export { WithdrawnList } from './phone/WithdrawnList.tsx';
export { usePhoneWords } from './phone-words.ts';
export { useSharing } from './sharing/use-sharing.ts';
