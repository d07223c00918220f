import { lazyPart } from '../../ui/lazy-part.ts';

/** Separate chunks: an alarm must not wait for pages that are opened rarely or by others. */
export const ConflictsPage = lazyPart(() => import('./visibility/ConflictsPage.tsx'));
export const GuestsPage = lazyPart(() => import('./visibility/GuestsPage.tsx'));
export const StaffSearch = lazyPart(() =>
  import('./visibility/StaffSearch.tsx').then(({ StaffSearch: part }) => ({ default: part })),
);
export const SafetyCard = lazyPart(() => import('./safety/SafetyCard.tsx'));
export const SafetyNotes = lazyPart(() => import('./safety/SafetyNotes.tsx'));
export const Stations = lazyPart(() =>
  import('./panel/Stations.tsx').then(({ Stations: part }) => ({ default: part })),
);
export const BestUnit = lazyPart(() => import('./units/BestUnit.tsx'));
export const ChatForm = lazyPart(() => import('./chat/ChatForm.tsx').then(({ ChatForm: part }) => ({ default: part })));
export const CloseAction = lazyPart(() =>
  import('./panel/CloseAction.tsx').then(({ CloseAction: part }) => ({ default: part })),
);
export const InCare = lazyPart(() => import('./panel/InCare.tsx'));
export const OpenedAction = lazyPart(() => import('./panel/OpenedAction.tsx'));
export const PatrolJob = lazyPart(() => import('./patrol/PatrolJob.tsx'));
export const OrderLine = lazyPart(() => import('./units/OrderLine.tsx'));
export const PatrolResultCard = lazyPart(() => import('./units/PatrolResultCard.tsx'));
export const PatrolPhotos = lazyPart(() => import('./panel/PatrolPhotos.tsx'));
export const TypeChoice = lazyPart(() => import('./panel/TypeChoice.tsx'));
export const QueueSearch = lazyPart(() => import('./queue/QueueSearch.tsx'));
export const UnitJobs = lazyPart(() => import('./units/UnitJobs.tsx'));
