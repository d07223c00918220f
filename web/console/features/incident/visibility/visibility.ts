import { useQuery } from '@tanstack/react-query';
import { type Conflicts, conflictsSchema, type Guests, guestsSchema } from '#contract/incident-visibility';
import { getJson, postJson } from '../../../api/request.ts';

export type Conflict = Conflicts['conflicts'][number];
export type Guest = Guests['guests'][number];

const path = (incidentId: string, part: string) => `/api/v1/incidents/${incidentId}/${part}`;

export const conflictsKey = (incidentId: string) => ['visibility', incidentId, 'conflicts'] as const;
export const guestsKey = (incidentId: string) => ['visibility', incidentId, 'guests'] as const;

/** Every reading is a recorded view: once for each opening, not each time the window gets the focus. */
const READ_ONCE = { staleTime: Number.POSITIVE_INFINITY, gcTime: 0, refetchOnWindowFocus: false } as const;

export function useConflicts(incidentId: string) {
  return useQuery({
    queryKey: conflictsKey(incidentId),
    queryFn: async ({ signal }) =>
      conflictsSchema.parse(await getJson(path(incidentId, 'conflicts'), signal)).conflicts,
    ...READ_ONCE,
  });
}

export function useGuests(incidentId: string) {
  return useQuery({
    queryKey: guestsKey(incidentId),
    queryFn: async ({ signal }) => guestsSchema.parse(await getJson(path(incidentId, 'guests'), signal)).guests,
    ...READ_ONCE,
  });
}

export type MarkConflict = { personId: string; kind: Conflict['kind']; reason: string };

export async function markConflict(incidentId: string, mark: MarkConflict, key: string): Promise<void> {
  await postJson(path(incidentId, 'conflicts'), mark, key);
}

export async function liftConflict(incidentId: string, conflictId: string, reason: string, key: string): Promise<void> {
  await postJson(path(incidentId, `conflicts/${conflictId}/lift`), { reason }, key);
}

/** `until`: a day such as `2026-11-28`, the last one. */
export type InviteGuest = { personId: string; until: string; reason: string };

export async function inviteGuest(incidentId: string, invitation: InviteGuest, key: string): Promise<void> {
  await postJson(path(incidentId, 'guests'), invitation, key);
}

export async function endGuest(incidentId: string, guestId: string, key: string): Promise<void> {
  await postJson(path(incidentId, `guests/${guestId}/end`), {}, key);
}
