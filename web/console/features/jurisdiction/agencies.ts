import { z } from 'zod';
import { type Agency, agencySchema } from '#contract/jurisdiction';
import type { LatLng } from '#contract/position';
import { getJson, postJson } from '../../api/request.ts';

/** Stations by name, or the nearest ones to a place when no words are given. */
export async function listStations(near: LatLng, text: string, signal?: AbortSignal): Promise<Agency[]> {
  const query = new URLSearchParams({ kind: 'station', near: `${near.lat},${near.lng}` });
  if (text !== '') query.set('text', text);
  return readAgencies(await getJson(`/api/v1/agencies?${query}`, signal));
}

export async function setReadiness(agencyId: string, readiness: 'ready' | 'nobody-on-duty'): Promise<void> {
  await postJson(`/api/v1/agencies/${agencyId}/readiness`, { readiness }, crypto.randomUUID());
}

const answerSchema = z.union([z.array(agencySchema), z.object({ agencies: z.array(agencySchema) })]);

export function readAgencies(answer: unknown): Agency[] {
  const read = answerSchema.parse(answer);
  return Array.isArray(read) ? read : read.agencies;
}
