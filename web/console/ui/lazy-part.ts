import { lazy } from 'react';
import { loadLaterTexts } from '../text/language.ts';

/**
 * React's `lazy` for all but the first pages: loads also the texts that are not in the first load (`text/later.ts`). The
 * area's shell and the sign-in page have theirs in `th.json`.
 */
export const lazyPart: typeof lazy = (load) =>
  lazy(async () => {
    const [part] = await Promise.all([load(), loadLaterTexts()]);
    return part;
  });
