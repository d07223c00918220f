import { useEffect } from 'react';

/** Asks the browser to keep the page on this phone, so that it opens without signal; again at each start, for a new release. */
export function useOfflineApp(): void {
  useEffect(() => {
    const keep = async (): Promise<void> => {
      await navigator.serviceWorker?.register('/console/sw.js');
      const { active } = (await navigator.serviceWorker?.ready) ?? {};
      active?.postMessage('cache-app');
    };
    // Without it (a private window, an old browser) everything works as long as the page is open.
    keep().catch(() => {});
  }, []);
}
