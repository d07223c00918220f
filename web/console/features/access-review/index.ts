import { lazy } from 'react';

/** Door of the oversight feature: who looked at incidents. Pages for supervisors, fetched when opened. */
export const IncidentViewsPage = lazy(() => import('./IncidentViewsPage.tsx'));
export const UnusualViewsPage = lazy(() => import('./UnusualViewsPage.tsx'));
