import { type Agency, agencyListSchema, agencySchema } from '#contract/jurisdiction';
import type { LatLng } from '#contract/position';
import { getJson, postJson } from '../../api/request.ts';

/** Stations by name, or the nearest ones to a place when no words are given. */
export async function listStations(near: LatLng, text: string, signal?: AbortSignal): Promise<Agency[]> {
  const query = new URLSearchParams({ kind: 'station', near: `${near.lat},${near.lng}`, limit: '9' });
  if (text !== '') query.set('text', text);
  return agencyListSchema.parse(await getJson(`/api/v1/agencies?${query}`, signal)).agencies;
}

export const agencyKey = (agencyId: string) => ['agency', agencyId] as const;

export async function getAgency(agencyId: string, signal?: AbortSignal): Promise<Agency> {
  return agencySchema.parse(await getJson(`/api/v1/agencies/${agencyId}`, signal));
}

export async function setReadiness(agencyId: string, readiness: 'ready' | 'nobody-on-duty'): Promise<void> {
  await postJson(`/api/v1/agencies/${agencyId}/readiness`, { readiness }, crypto.randomUUID());
}
