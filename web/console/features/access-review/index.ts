import { lazyPart } from '../../ui/lazy-part.ts';

/** Public API of the access review: pages for supervisors that show who viewed incidents, loaded when opened. */
export const IncidentViewsPage = lazyPart(() => import('./IncidentViewsPage.tsx'));
