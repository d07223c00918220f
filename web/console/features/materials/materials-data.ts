import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { provinceListSchema } from '#contract/jurisdiction';
import { materialBatchListSchema, type NewMaterialBatch } from '#contract/materials';
import { placementSchema } from '#contract/outreach';
import { getJson, postJson } from '../../api/request.ts';

const BATCHES = ['materials', 'batches'] as const;
const WHILE_MAKING_MS = 1500;

/** Asked again while one of them is being made. */
export function useBatches() {
  return useQuery({
    queryKey: BATCHES,
    queryFn: async ({ signal }) => materialBatchListSchema.parse(await getJson('/api/v1/material-batches', signal)),
    refetchInterval: ({ state }) =>
      state.data?.batches.some((batch) => batch.state === 'making') ? WHILE_MAKING_MS : false,
  });
}

export function useAskForBatch() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (batch: NewMaterialBatch) =>
      z.object({ id: z.uuid() }).parse(await postJson('/api/v1/material-batches', batch)),
    onSettled: () => client.invalidateQueries({ queryKey: BATCHES }),
  });
}

/** They never change while a page is open. */
export function useProvinces() {
  return useQuery({
    queryKey: ['provinces'],
    queryFn: async ({ signal }) => provinceListSchema.parse(await getJson('/api/v1/areas/provinces', signal)).provinces,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The placement of the address. */
export function usePlace(code: string | undefined) {
  return useQuery({
    queryKey: ['materials', 'place', code],
    queryFn: async ({ signal }) => placementSchema.parse(await getJson(`/api/v1/placements/${code}`, signal)),
    enabled: code !== undefined,
  });
}
