import { lazy } from 'react';

/** Door of the escalation feature; both are fetched when they are shown: an alarm must not wait for them. */
export const LadderState = lazy(() => import('./LadderState.tsx'));
export const LaddersPage = lazy(() => import('./LaddersPage.tsx'));
