import { lazyPart } from '../../ui/lazy-part.ts';

/** Apart from `lazy-pages.ts`, which is in the first load. */
export const IncidentFindings = lazyPart(() => import('./fairness/IncidentFindings.tsx'));
