import { lazy } from 'react';

/** One incident. Fetched as soon as the queue is shown, so that it opens at once. */
export const fetchIncidentPanel = () => import('./panel/IncidentPanel.tsx');
export const IncidentPanel = lazy(async () => ({ default: (await fetchIncidentPanel()).IncidentPanel }));

/** Separate chunks: an alarm must not wait for pages that are opened rarely or by others. */
export const ConflictsPage = lazy(() => import('./visibility/ConflictsPage.tsx'));
export const GuestsPage = lazy(() => import('./visibility/GuestsPage.tsx'));
export const SafetyCard = lazy(() => import('./safety/SafetyCard.tsx'));
export const SafetyNotes = lazy(() => import('./safety/SafetyNotes.tsx'));
export const Stations = lazy(() => import('./panel/Stations.tsx').then(({ Stations: part }) => ({ default: part })));
export const BestUnit = lazy(() => import('./units/BestUnit.tsx'));
export const ChatForm = lazy(() => import('./chat/ChatForm.tsx').then(({ ChatForm: part }) => ({ default: part })));
export const CloseAction = lazy(() =>
  import('./panel/CloseAction.tsx').then(({ CloseAction: part }) => ({ default: part })),
);
export const OpenedAction = lazy(() => import('./panel/OpenedAction.tsx'));
export const PatrolJob = lazy(() => import('./patrol/PatrolJob.tsx'));
export const OrderLine = lazy(() => import('./units/OrderLine.tsx'));
export const PatrolResultCard = lazy(() => import('./units/PatrolResultCard.tsx'));
export const PatrolPhotos = lazy(() => import('./panel/PatrolPhotos.tsx'));
export const TypeChoice = lazy(() => import('./panel/TypeChoice.tsx'));
export const QueueSearch = lazy(() => import('./queue/QueueSearch.tsx'));
export const UnitJobs = lazy(() => import('./units/UnitJobs.tsx'));
