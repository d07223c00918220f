import { lazy } from 'react';

/** Public API of the access review: pages for supervisors that show who viewed incidents, loaded when opened. */
export const IncidentViewsPage = lazy(() => import('./IncidentViewsPage.tsx'));
