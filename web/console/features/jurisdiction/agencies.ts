import type { Agency, FoundPlace } from '#contract/jurisdiction';
import type { LatLng } from '#contract/position';
import { getAnswer, postJson } from '../../api/request.ts';

/** Areas and agencies that a text may mean, those near a place first. */
export async function searchPlaces(
  text: string,
  near: LatLng | undefined,
  signal?: AbortSignal,
  only: Record<string, string> = {},
): Promise<FoundPlace[]> {
  const query = new URLSearchParams({ text, ...(near && { near: `${near.lat},${near.lng}` }), ...only });
  return (await getAnswer<{ places: FoundPlace[] }>(`/api/v1/places/search?${query}`, signal)).places;
}

/** Stations by name or area, or the nearest ones to a place if the text is empty. */
export async function listStations(near: LatLng, text: string, signal?: AbortSignal): Promise<Agency[]> {
  const found = await searchPlaces(text, near, signal, { only: 'agencies', kind: 'station', limit: '9' });
  return found.flatMap(({ agency }) => agency ?? []);
}

export const agencyKey = (agencyId: string) => ['agency', agencyId] as const;

export function getAgency(agencyId: string, signal?: AbortSignal): Promise<Agency> {
  return getAnswer<Agency>(`/api/v1/agencies/${agencyId}`, signal);
}

export async function setReadiness(agencyId: string, readiness: 'ready' | 'nobody-on-duty'): Promise<void> {
  await postJson(`/api/v1/agencies/${agencyId}/readiness`, { readiness }, crypto.randomUUID());
}
