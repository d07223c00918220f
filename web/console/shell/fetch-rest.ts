import { fetchSignInPage } from '../features/access/index.ts';
import { fetchIncidentPanel } from '../features/incident/index.ts';
import { loadLaterTexts } from '../text/language.ts';
import { fetchMenu } from './ShellMenu.tsx';

/**
 * What a shell needs next, fetched when the queue is on the screen: it opens at once, and is there when the line is down
 * or the server has a newer release. A failed load is repeated when it is shown.
 */
export function fetchRest(): void {
  const fetchSessionEnded = () => import('./SessionEnded.tsx');
  for (const load of [fetchIncidentPanel, loadLaterTexts, fetchMenu, fetchSignInPage, fetchSessionEnded])
    load().catch(() => {});
}
