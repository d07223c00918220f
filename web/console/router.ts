import { useMemo, useSyncExternalStore } from 'react';

/** What the address asks for. On a wide screen queue, map and incident are side by side; on a phone one at a time. */
export type View =
  | { name: 'queue' | 'map' }
  | { name: 'incident'; incidentId: string }
  | { name: 'visibility'; incidentId: string; part: VisibilityPart }
  /** The wall display of a control room. */
  | { name: 'wall' }
  /** `sign-in`: where single sign-on sends people back to. The others: one-time links with a token after `#`. */
  | { name: 'sign-in' | 'invitation' | 'new-password' }
  /** A page that a feature declares (`pages.tsx` of each feature), perhaps of one thing; `hash`: a part of it, as `#new`. */
  | { name: 'page'; page: string; id?: string; hash?: string }
  | { name: 'not-found' };
export type Target = Exclude<View, { name: 'not-found' }>;

const BASE = '/console';
/** Who viewed an incident, from whom it is withheld, who is invited to it. */
export const VISIBILITY_PARTS = ['views', 'conflicts', 'guests'] as const;
export type VisibilityPart = (typeof VISIBILITY_PARTS)[number];
const FIXED = ['map', 'wall', 'sign-in', 'invitation', 'new-password'] as const;

/** `path` with or without the base. */
export function viewOf(path: string): View {
  const [name = '', id, below, ...rest] = path.replace(BASE, '').split('/').filter(Boolean);
  const part = VISIBILITY_PARTS.find((known) => known === below);
  if (name === 'incidents' && id && part && rest.length === 0) return { name: 'visibility', incidentId: id, part };
  if (below) return { name: 'not-found' };
  if (name === 'incidents') return id ? { name: 'incident', incidentId: id } : { name: 'not-found' };
  if (name === '') return { name: 'queue' };
  const fixed = FIXED.find((known) => known === name);
  if (fixed) return id ? { name: 'not-found' } : { name: fixed };
  return id ? { name: 'page', page: name, id } : { name: 'page', page: name };
}

/** Inside the base. */
export function pathOf(view: Target): string {
  if (view.name === 'incident') return `/incidents/${view.incidentId}`;
  if (view.name === 'visibility') return `/incidents/${view.incidentId}/${view.part}`;
  if (view.name === 'page') return `/${view.page}${view.id ? `/${view.id}` : ''}${view.hash ?? ''}`;
  return view.name === 'queue' ? '/' : `/${view.name}`;
}

/** For links. */
export const hrefOf = (view: Target): string => `${BASE}${pathOf(view)}`;

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

export function useView(): View {
  const { pathname } = useAddress();
  return useMemo(() => viewOf(pathname), [pathname]);
}

/**
 * Navigates and adds a history entry, except for a redirect (`replace`), for a step through a list (`passes`: going back
 * still leaves the list) and for the address that is open already.
 */
export function goTo(view: Target, { replace = false, passes = false } = {}): void {
  const to = new URL(hrefOf(view), href()).href;
  if (replace) window.history.replaceState(null, '', to);
  else if (passes || to === href()) window.history.replaceState(window.history.state, '', to);
  else window.history.pushState({ from: window.location.pathname }, '', to);
  for (const listener of listeners) listener();
}

type Click = { preventDefault(): void; metaKey: boolean; ctrlKey: boolean; shiftKey: boolean };

/** For a link inside the console: followed on this page, while a new tab or window is left to the browser. */
export function linkTo(view: Target) {
  return {
    href: hrefOf(view),
    onClick(event: Click): void {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      goTo(view);
    },
  };
}

/**
 * Closes the view and shows `view`. If the person came from there we go back in history, so that the browser's Back
 * button does not reopen what was closed.
 */
export function closeTo(view: Target): void {
  if (window.history.state?.from === new URL(hrefOf(view), href()).pathname) window.history.back();
  else goTo(view);
}
