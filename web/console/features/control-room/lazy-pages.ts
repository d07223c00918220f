import { lazyPart } from '../../ui/lazy-part.ts';

/** Separate chunks, with their own texts: only control rooms open them. */
export const CallPage = lazyPart(() =>
  import('./calls/CallPage.tsx').then(({ CallPage: page }) => ({ default: page })),
);
export const CallBacksPage = lazyPart(() =>
  import('./call-backs/CallBacksPage.tsx').then(({ CallBacksPage: page }) => ({ default: page })),
);
export const AreaPage = lazyPart(() => import('./area/AreaPage.tsx').then(({ AreaPage: page }) => ({ default: page })));
export const WallPage = lazyPart(() => import('./area/WallPage.tsx').then(({ WallPage: page }) => ({ default: page })));
