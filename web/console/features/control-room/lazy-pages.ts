import { lazy } from 'react';

/** Separate chunks, with their own texts: only control rooms open them. */
export const CallPage = lazy(() => import('./calls/CallPage.tsx').then(({ CallPage: page }) => ({ default: page })));
export const CallBacksPage = lazy(() =>
  import('./call-backs/CallBacksPage.tsx').then(({ CallBacksPage: page }) => ({ default: page })),
);
export const AreaPage = lazy(() => import('./area/AreaPage.tsx').then(({ AreaPage: page }) => ({ default: page })));
export const WallPage = lazy(() => import('./area/WallPage.tsx').then(({ WallPage: page }) => ({ default: page })));
