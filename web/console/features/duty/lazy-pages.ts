import { lazyPart } from '../../ui/lazy-part.ts';

/** Separate chunks: rarely opened pages must not slow down the first load. */
export const DutyPage = lazyPart(() => import('./DutyPage.tsx'));
export const ReadinessPage = lazyPart(() => import('./ReadinessPage.tsx'));
