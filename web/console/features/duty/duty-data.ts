import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { gapListSchema, type MyDuty, myDutySchema, readinessListSchema, rosterSchema } from '#contract/duty';
import { rosterNeedSchema } from '#contract/staffing';
import { getJson, postJson } from '../../api/request.ts';

const MINUTE_MS = 60_000;
const DUTY = 'duty';

export function useMyDuty() {
  return useQuery({
    queryKey: [DUTY, 'mine'],
    queryFn: async ({ signal }) => myDutySchema.parse(await getJson('/api/v1/me/duty', signal)),
    refetchInterval: MINUTE_MS,
  });
}

/** `from`: a day in Thailand. */
export function useRoster(agencyId: string, from: string) {
  return useQuery({
    queryKey: [DUTY, 'roster', agencyId, from],
    queryFn: async ({ signal }) =>
      rosterSchema.parse(await getJson(`/api/v1/agencies/${agencyId}/roster?from=${from}&days=7`, signal)),
  });
}

export function useRosterNeed(agencyId: string) {
  return useQuery({
    queryKey: [DUTY, 'need', agencyId],
    queryFn: async ({ signal }) =>
      rosterNeedSchema.parse(await getJson(`/api/v1/agencies/${agencyId}/roster-need`, signal)),
  });
}

export function useGaps(isWanted: boolean) {
  return useQuery({
    queryKey: [DUTY, 'gaps'],
    queryFn: async ({ signal }) => gapListSchema.parse(await getJson('/api/v1/duty-gaps', signal)),
    enabled: isWanted,
  });
}

export function useReadiness() {
  return useQuery({
    queryKey: [DUTY, 'readiness'],
    queryFn: async ({ signal }) => readinessListSchema.parse(await getJson('/api/v1/readiness', signal)),
    refetchInterval: MINUTE_MS,
  });
}

/** Sends one action, then reloads everything about duty. */
export function useDutyAction<Answer = unknown>() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ path, body }: { path: string; body: object }) =>
      (await postJson(path, body, crypto.randomUUID())) as Answer,
    onSettled: () => client.invalidateQueries({ queryKey: [DUTY] }),
  });
}

export type MyAgency = MyDuty['agencies'][number];
