import { useMemo, useSyncExternalStore } from 'react';

const BASE = '/console';

/** The browser's address; `pathname` includes the base, `search` the `?`, `hash` the `#`. */
export type Address = { pathname: string; search: string; hash: string };

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  window.addEventListener('hashchange', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
    window.removeEventListener('hashchange', listener);
  };
}

const href = (): string => window.location.href;

/** The current address; the component renders again when we or the browser's buttons change it. */
export function useAddress(): Address {
  const now = useSyncExternalStore(subscribe, href);
  return useMemo(() => {
    const { pathname, search, hash } = new URL(now);
    return { pathname, search, hash };
  }, [now]);
}

/**
 * Navigates to a path inside the base and adds a history entry, except for a redirect (`replace`), for a step through
 * a list (`passes`: going back still leaves the list) and for the address that is open already.
 */
export function goTo(path: string, { replace = false, passes = false } = {}): void {
  const to = new URL(`${BASE}${path}`, href()).href;
  if (replace) window.history.replaceState(null, '', to);
  else if (passes || to === href()) window.history.replaceState(window.history.state, '', to);
  else window.history.pushState({ from: window.location.pathname }, '', to);
  for (const listener of listeners) listener();
}

/**
 * Closes the view and shows `path`. If the person came from there we go back in history, so that the browser's Back
 * button does not reopen what was closed.
 */
export function closeTo(path: string): void {
  if (window.history.state?.from === new URL(`${BASE}${path}`, href()).pathname) window.history.back();
  else goTo(path);
}
