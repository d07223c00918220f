import { useSyncExternalStore } from 'react';

/** Below this width the console shows one thing at a time; three columns need a laptop's width. */
export const NARROW = '(max-width: 1023px)';

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => window.matchMedia(query).matches,
  );
}
