import { lazy } from 'react';

/** Door of the oversight feature: who looked at incidents. Pages for supervisors, fetched when opened. */
export const IncidentLooksPage = lazy(() => import('./IncidentLooksPage.tsx'));
export const UnusualLooksPage = lazy(() => import('./UnusualLooksPage.tsx'));
