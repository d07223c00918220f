import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { careScopesSchema, insightCareSchema, insightOutreachSchema } from '#contract/insight-care';
import { getJson } from '../../../api/request.ts';
import type { Asked } from '../insight-data.ts';

export function useCareScopes() {
  return useQuery({
    queryKey: ['insight', 'care', 'scopes'],
    queryFn: async ({ signal }) => careScopesSchema.parse(await getJson('/api/v1/insight/care/scopes', signal)),
  });
}

const KEPT = { placeholderData: keepPreviousData, refetchInterval: 60_000 } as const;

export function useCare(asked: Asked, enabled: boolean) {
  const query = new URLSearchParams(asked).toString();
  return useQuery({
    ...KEPT,
    queryKey: ['insight', 'care', query],
    queryFn: async ({ signal }) => insightCareSchema.parse(await getJson(`/api/v1/insight/care?${query}`, signal)),
    enabled,
  });
}

export function useOutreach(asked: Asked) {
  const query = new URLSearchParams(asked).toString();
  return useQuery({
    ...KEPT,
    queryKey: ['insight', 'outreach', query],
    queryFn: async ({ signal }) =>
      insightOutreachSchema.parse(await getJson(`/api/v1/insight/outreach?${query}`, signal)),
  });
}
