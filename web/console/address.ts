import { useMemo, useSyncExternalStore } from 'react';

const BASE = '/console';

/** What stands in the browser's address line; `pathname` with the base, `search` with `?`, `hash` with `#`. */
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

/** The address now; the component renders again when it changes, by us or by the browser's own buttons. */
export function useAddress(): Address {
  const now = useSyncExternalStore(subscribe, href);
  return useMemo(() => {
    const { pathname, search, hash } = new URL(now);
    return { pathname, search, hash };
  }, [now]);
}

/**
 * Goes to a path inside the base. The way back leads to where the person was, except where they are sent on (`replace`),
 * only pass by (`passes`: the way back stays what it was) or are there already.
 */
export function goTo(path: string, { replace = false, passes = false } = {}): void {
  const to = new URL(`${BASE}${path}`, href()).href;
  if (replace) window.history.replaceState(null, '', to);
  else if (passes || to === href()) window.history.replaceState(window.history.state, '', to);
  else window.history.pushState({ from: window.location.pathname }, '', to);
  for (const listener of listeners) listener();
}

/**
 * Closes what is shown and goes to what lies below it. Who came from there goes back, so that the browser's own button
 * does not open again what was closed.
 */
export function closeTo(path: string): void {
  if (window.history.state?.from === new URL(`${BASE}${path}`, href()).pathname) window.history.back();
  else goTo(path);
}
