import { lazy } from 'react';

/** Chunks of their own: an alarm must not wait for what is opened seldom. */
export const DutyPage = lazy(() => import('./DutyPage.tsx'));
export const ReadinessPage = lazy(() => import('./ReadinessPage.tsx'));
