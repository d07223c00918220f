import { lazy } from 'react';
import type { deskFor } from './desk-for.ts';

type Kind = ReturnType<typeof deskFor>;

/** Chunks of their own: an officer at the radio must not wait for the pages of others, nor the sign-in page for any. */
const FETCH = {
  area: () => import('./Desk.tsx'),
  patrol: () => import('./PatrolDesk.tsx'),
  guest: () => import('./GuestDesk.tsx'),
  none: () => import('./OperatorDesk.tsx'),
} satisfies Record<Kind, () => Promise<unknown>>;

export const Desk = lazy(async () => ({ default: (await FETCH.area()).Desk }));
export const PatrolDesk = lazy(FETCH.patrol);
export const GuestDesk = lazy(FETCH.guest);
export const OperatorDesk = lazy(async () => ({ default: (await FETCH.none()).OperatorDesk }));

/** Nobody's name: only what kind of desk this device showed last. */
const KEPT_AS = 'ess-desk';

export function keepDeskKind(kind: Kind): void {
  localStorage.setItem(KEPT_AS, kind);
}

function keptKind(): Kind | undefined {
  return (Object.keys(FETCH) as Kind[]).find((kind) => kind === localStorage.getItem(KEPT_AS));
}

/** The desk this device showed last, while the server is still asked who is signed in. */
export function fetchKeptDesk(): void {
  const kind = keptKind();
  if (kind) fetchAhead(kind);
}

/** While somebody types a password; a device that showed none yet is most likely an officer's. */
export function fetchLikelyDesk(): void {
  fetchAhead(keptKind() ?? 'area');
}

/** What fails is asked for again when the desk is opened. */
function fetchAhead(kind: Kind): void {
  FETCH[kind]().catch(() => {});
}
