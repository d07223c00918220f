import { lazy } from 'react';

/** Door of the dispatch feature: what comes after an incident. */
export const AfterwardsPage = lazy(() => import('./AfterwardsPage.tsx'));
