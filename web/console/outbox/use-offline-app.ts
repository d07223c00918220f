import { useEffect } from 'react';

/** Caches the app on this phone, so that it opens without signal; repeated at each start because of new releases. */
export function useOfflineApp(): void {
  useEffect(() => {
    const cacheApp = async (): Promise<void> => {
      await navigator.serviceWorker?.register('/console/sw.js');
      const { active } = (await navigator.serviceWorker?.ready) ?? {};
      active?.postMessage('cache-app');
    };
    // Without a service worker (private window, old browser) everything works while the page is open.
    cacheApp().catch(() => {});
  }, []);
}
