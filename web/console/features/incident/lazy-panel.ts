import { lazyPart } from '../../ui/lazy-part.ts';

/** One incident. Fetched as soon as the queue is shown, so that it opens at once. */
export const fetchIncidentPanel = () => import('./panel/IncidentPanel.tsx');
export const IncidentPanel = lazyPart(async () => ({ default: (await fetchIncidentPanel()).IncidentPanel }));
