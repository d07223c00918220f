import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type NewSimulation, simulationListSchema, simulationSchema, staffingSchema } from '#contract/staffing';
import { getJson, postJson } from '../../../api/request.ts';

const KEY = 'staffing';
/** Two runs of some seconds each: asked again this often until the last is there. */
const LOOK_AGAIN_MS = 1500;

export function useStaffing(province: string) {
  return useQuery({
    queryKey: [KEY, 'known', province],
    queryFn: async ({ signal }) =>
      staffingSchema.parse(await getJson(`/api/v1/insight/staffing?province=${province}`, signal)),
    enabled: province !== '',
  });
}

export function useSimulation(id: string | undefined) {
  return useQuery({
    queryKey: [KEY, 'simulation', id],
    queryFn: async ({ signal }) => simulationSchema.parse(await getJson(`/api/v1/insight/simulations/${id}`, signal)),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (state.data?.state === 'waiting' ? LOOK_AGAIN_MS : false),
  });
}

/** What was asked of a province before, a page after the other. */
export function useSimulations(province: string) {
  return useInfiniteQuery({
    queryKey: [KEY, 'earlier', province],
    queryFn: async ({ signal, pageParam }) => {
      const query = new URLSearchParams({ province, ...(pageParam && { after: pageParam }) });
      return simulationListSchema.parse(await getJson(`/api/v1/insight/simulations?${query}`, signal));
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
    enabled: province !== '',
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ simulations }) => simulations.some((one) => one.state === 'waiting'))
        ? 2 * LOOK_AGAIN_MS
        : false,
  });
}

export function useAsk() {
  const client = useQueryClient();
  return useMutation({
    onSettled: () => client.invalidateQueries({ queryKey: [KEY, 'earlier'] }),
    mutationFn: async (asked: NewSimulation) =>
      (await postJson('/api/v1/insight/simulations', asked, crypto.randomUUID())) as { id: string },
  });
}

export function useProposal(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (agencyId: string) =>
      postJson(`/api/v1/insight/simulations/${id}/proposal`, { agencyId }, crypto.randomUUID()),
    onSettled: () => client.invalidateQueries({ queryKey: [KEY, 'simulation', id] }),
  });
}
