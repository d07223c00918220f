import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { caseOpenedSchema, caseViewsSchema, type OpenCase, transfersOfferedSchema } from '#contract/case-api';
import { caseSearchSchema, colleaguesSchema, type DuplicatesQuery, partnersSchema } from '#contract/case-work';
import type { FoundPlace } from '#contract/jurisdiction';
import { getJson, postJson } from '../../../api/request.ts';
import { CASES_KEY } from '../cases-key.ts';

/** Cases that the person may have already. Nothing is asked as long as nothing is known. */
export function useDuplicates(query: DuplicatesQuery) {
  const asked = Object.fromEntries(Object.entries(query).filter(([, value]) => value && value.trim().length > 1));
  return useQuery({
    queryKey: [...CASES_KEY, 'duplicates', asked],
    queryFn: async ({ signal }) =>
      caseSearchSchema.parse(await getJson(`/api/v1/care/duplicates?${new URLSearchParams(asked)}`, signal)).found,
    enabled: Object.keys(asked).length > 0,
    placeholderData: keepPreviousData,
  });
}

export function useFoundCases(typed: string) {
  return useQuery({
    queryKey: [...CASES_KEY, 'search', typed],
    queryFn: async ({ signal }) =>
      caseSearchSchema.parse(await getJson(`/api/v1/care/search?${new URLSearchParams({ q: typed })}`, signal)),
    enabled: typed.length > 1,
  });
}

/** Who of an agency can take a case on. */
export function useColleagues(agencyId: string | null) {
  return useQuery({
    queryKey: [...CASES_KEY, 'list', 'colleagues', agencyId],
    queryFn: async ({ signal }) =>
      colleaguesSchema.parse(await getJson(`/api/v1/agencies/${agencyId}/care-workers`, signal)),
    enabled: agencyId !== null,
  });
}

export function usePartners(search: string) {
  return useQuery({
    queryKey: ['care-partners', search],
    queryFn: async ({ signal }) =>
      partnersSchema.parse(await getJson(`/api/v1/care/partners?${new URLSearchParams({ search })}`, signal)).people,
    enabled: search.length > 1,
    placeholderData: keepPreviousData,
  });
}

/** Centres and offices that take cases on. */
const CARE_KINDS = 'tambon-centre,provincial-social-office';
const placesSchema = z.object({ places: z.array(z.custom<FoundPlace>()) });

export function useCareAgencies(text: string) {
  return useQuery({
    queryKey: ['care-agencies', 'both', text],
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ text, only: 'agencies', kind: CARE_KINDS, limit: '6' });
      const { places } = placesSchema.parse(await getJson(`/api/v1/places/search?${query}`, signal));
      return places.flatMap(({ agency }) => agency ?? []);
    },
    enabled: text.length > 1,
    placeholderData: keepPreviousData,
  });
}

/** Subdistricts and districts by name; those near the own centre first. */
export function useAreas(text: string, near: { lat: number; lng: number } | undefined) {
  return useQuery({
    queryKey: ['care-areas', text, near],
    queryFn: async ({ signal }) => {
      const from = near && { near: `${near.lat},${near.lng}` };
      const query = new URLSearchParams({ text, only: 'areas', limit: '10', ...from });
      return placesSchema.parse(await getJson(`/api/v1/places/search?${query}`, signal)).places;
    },
    enabled: text.length > 1,
    placeholderData: keepPreviousData,
  });
}

export function useCaseViews(caseId: string) {
  return useQuery({
    queryKey: [...CASES_KEY, caseId, 'views'],
    queryFn: async ({ signal }) => caseViewsSchema.parse(await getJson(`/api/v1/cases/${caseId}/views`, signal)).views,
  });
}

export async function openCase(input: OpenCase, key: string) {
  return caseOpenedSchema.parse(await postJson('/api/v1/cases', input, key));
}

export async function offerCases(offer: object) {
  return transfersOfferedSchema.parse(await postJson('/api/v1/case-transfers', offer, crypto.randomUUID()));
}
