import { lazy } from 'react';

/** Door of the dispatch feature: what 191, the province and the nation work from, and what comes after an incident. */
export { CALL_BACKS_KEY } from './call-backs/due-call-backs.ts';
export { useCallBackChime } from './call-backs/use-call-back-chime.ts';
export { AreaPage, CallBacksPage, CallPage, WallPage } from './lazy-pages.ts';
export const AftercarePage = lazy(() => import('./AftercarePage.tsx'));
export const HandOverCount = lazy(() =>
  import('./HandOverCount.tsx').then(({ HandOverCount: part }) => ({ default: part })),
);
