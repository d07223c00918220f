import { lazy } from 'react';
import type { shellKindOf } from './shell-kind.ts';

type Kind = ReturnType<typeof shellKindOf>;

/** Chunks of their own: an officer at the radio must not wait for the pages of others, nor the sign-in page for any. */
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

/** Nobody's name: only what kind of desk this device showed last. */
const KEPT_AS = 'ess-shell';

export function rememberShellKind(kind: Kind): void {
  localStorage.setItem(KEPT_AS, kind);
}

function keptKind(): Kind | undefined {
  return (Object.keys(FETCH) as Kind[]).find((kind) => kind === localStorage.getItem(KEPT_AS));
}

/** The desk this device showed last, while the server is still asked who is signed in. */
export function prefetchLastShell(): void {
  const kind = keptKind();
  if (kind) fetchAhead(kind);
}

/** While somebody types a password; a device that showed none yet is most likely an officer's. */
export function prefetchLikelyShell(): void {
  fetchAhead(keptKind() ?? 'area');
}

/** What fails is asked for again when the desk is opened. */
function fetchAhead(kind: Kind): void {
  FETCH[kind]().catch(() => {});
}
