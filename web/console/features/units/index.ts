/** Public API of the units feature: units on the map, and the phone of a patrol. Its board is declared in `pages.tsx`. */
export { useUnitMarks } from './map/use-unit-marks.ts';
export { ExerciseBanner } from './phone/ExerciseBanner.tsx';
export { JobSteps } from './phone/JobSteps.tsx';
export { JobTabs } from './phone/JobTabs.tsx';
export { jobOnScreen, statusWith } from './phone/job-step.ts';
export { LeavingSheet } from './phone/LeavingSheet.tsx';
export { PhoneMarks } from './phone/PhoneMarks.tsx';
export { RefusedList } from './phone/RefusedList.tsx';
export { RouteToScene } from './phone/RouteToScene.tsx';
export { useMyWork } from './phone/use-my-work.ts';
export { WithdrawnList } from './phone/WithdrawnList.tsx';
export { useSharing } from './sharing/use-sharing.ts';
