import { lazy } from 'react';

/** Separate chunks: rarely opened pages must not slow down the first load. */
export const DutyPage = lazy(() => import('./DutyPage.tsx'));
export const ReadinessPage = lazy(() => import('./ReadinessPage.tsx'));
