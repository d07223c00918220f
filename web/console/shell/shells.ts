import { lazy } from 'react';
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
export const PatrolShell = lazy(FETCH.patrol);
export const GuestShell = lazy(FETCH.guest);
export const BackOfficeShell = lazy(async () => ({ default: (await FETCH.none()).BackOfficeShell }));

/** Which kind of shell this device showed last; no personal data. */
const STORAGE_KEY = 'ess-shell';

export function rememberShellKind(kind: Kind): void {
  localStorage.setItem(STORAGE_KEY, kind);
}

function lastKind(): Kind | undefined {
  return (Object.keys(FETCH) as Kind[]).find((kind) => kind === localStorage.getItem(STORAGE_KEY));
}

/** Loads the shell this device showed last, while the server is still asked who is signed in. */
export function prefetchLastShell(): void {
  const kind = lastKind();
  if (kind) prefetch(kind);
}

/** While somebody types a password; a new device is most likely an officer's. */
export function prefetchLikelyShell(): void {
  prefetch(lastKind() ?? 'area');
}

/** A failed load is repeated when the shell is opened. */
function prefetch(kind: Kind): void {
  FETCH[kind]().catch(() => {});
}
