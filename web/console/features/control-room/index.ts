import { lazy } from 'react';

/** Public API of the control room feature: calls, call-backs, the area, the wall screen, and what follows an incident. */
export { CALL_BACKS_KEY } from './call-backs/due-call-backs.ts';
export { useCallBackChime } from './call-backs/use-call-back-chime.ts';
export { AreaPage, CallBacksPage, CallPage, WallPage } from './lazy-pages.ts';
export const AftercarePage = lazy(() => import('./AftercarePage.tsx'));
export const HandOverCount = lazy(() =>
  import('./HandOverCount.tsx').then(({ HandOverCount: part }) => ({ default: part })),
);
