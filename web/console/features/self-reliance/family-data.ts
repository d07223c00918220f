import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { caseFamilySchema, type FamilyList, familyFiguresSchema, familyListSchema } from '#contract/self-reliance';
import { getJson, postJson } from '../../api/request.ts';

/** What belongs to a case is kept under it, so that a live event on the case reads it again. */
const CASES = 'cases';
const EVERY_MS = 60_000;
export type FamilyScope = 'mine' | 'decide' | 'open' | 'ended';

export function useFamily(caseId: string) {
  return useQuery({
    queryKey: [CASES, caseId, 'family'],
    queryFn: async ({ signal }) =>
      caseFamilySchema.parse(await getJson(`/api/v1/cases/${caseId}/self-reliance`, signal)),
    retry: 1,
  });
}

export function useFamilies(scope: FamilyScope) {
  return useQuery({
    queryKey: [CASES, 'list', 'families', scope],
    queryFn: async ({ signal }): Promise<FamilyList> =>
      familyListSchema.parse(await getJson(`/api/v1/self-reliance/plans?scope=${scope}`, signal)),
    refetchInterval: EVERY_MS,
  });
}

export function useFigures(from: string, until: string) {
  return useQuery({
    queryKey: [CASES, 'list', 'families', 'figures', from, until],
    queryFn: async ({ signal }) =>
      familyFiguresSchema.parse(await getJson(`/api/v1/self-reliance/figures?from=${from}&until=${until}`, signal)),
  });
}

/** Changes the plan of a case: `measurements`, `agree`, or nothing to begin it. */
export function useFamilyStep(caseId: string, onDone: () => void = () => {}) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path = '', body = {} }: { path?: string; body?: object }) =>
      postJson(`/api/v1/cases/${caseId}/self-reliance${path && `/${path}`}`, body, crypto.randomUUID()),
    onSuccess: onDone,
    onSettled: () => client.invalidateQueries({ queryKey: [CASES] }),
  });
}
