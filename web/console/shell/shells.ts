import { lazy } from 'react';
import { fetchSignInPage } from '../features/access/index.ts';
import { lazyPart } from '../ui/lazy-part.ts';
import type { shellKindOf } from './shell-kind.ts';

type Kind = ReturnType<typeof shellKindOf>;

/** Separate chunks: nobody waits for the shells of other roles, and the sign-in page for none. */
const FETCH = {
  area: () => import('./AreaShell.tsx'),
  patrol: () => import('./PatrolShell.tsx'),
  guest: () => import('./GuestShell.tsx'),
  none: () => import('./BackOfficeShell.tsx'),
} satisfies Record<Kind, () => Promise<unknown>>;

export const AreaShell = lazy(async () => ({ default: (await FETCH.area()).AreaShell }));
export const PatrolShell = lazyPart(FETCH.patrol);
export const GuestShell = lazyPart(FETCH.guest);
export const BackOfficeShell = lazyPart(async () => ({ default: (await FETCH.none()).BackOfficeShell }));

/** Which kind of shell this device showed last; no personal data. */
const STORAGE_KEY = 'ess-shell';

export function rememberShellKind(kind: Kind): void {
  localStorage.setItem(STORAGE_KEY, kind);
}

function lastKind(): Kind | undefined {
  return (Object.keys(FETCH) as Kind[]).find((kind) => kind === localStorage.getItem(STORAGE_KEY));
}

/** While the server is still asked who is signed in: the shell this device showed last, on a new device the sign-in page. */
export function prefetchFirstPage(): void {
  const kind = lastKind();
  prefetch(kind ? FETCH[kind] : fetchSignInPage);
}

/** While somebody types a password; a new device is most likely an officer's. */
export function prefetchLikelyShell(): void {
  prefetch(FETCH[lastKind() ?? 'area']);
}

/** A failed load is repeated when the shell is opened. */
function prefetch(load: () => Promise<unknown>): void {
  load().catch(() => {});
}
