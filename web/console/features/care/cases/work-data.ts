import { useQuery } from '@tanstack/react-query';
import {
  approvalListSchema,
  casePlacesSchema,
  lateListSchema,
  overdueSchema,
  workloadSchema,
  workTodaySchema,
} from '#contract/case-work';
import { getJson } from '../../../api/request.ts';
import { CASES_KEY } from '../cases-key.ts';

/** Lists of the work are read again with the list of cases, and at intervals: things become late by time alone. */
const listKey = (name: string) => [...CASES_KEY, 'list', name];
const EVERY_MS = 60_000;

export function useToday(enabled: boolean) {
  return useQuery({
    queryKey: listKey('today'),
    queryFn: async ({ signal }) => workTodaySchema.parse(await getJson('/api/v1/care/today', signal)),
    refetchInterval: EVERY_MS,
    networkMode: 'always',
    retry: 1,
    enabled,
  });
}

export function useApprovals() {
  return useQuery({
    queryKey: listKey('approvals'),
    queryFn: async ({ signal }) => approvalListSchema.parse(await getJson('/api/v1/care/approvals', signal)).approvals,
    refetchInterval: EVERY_MS,
  });
}

export function useWorkload() {
  return useQuery({
    queryKey: listKey('workload'),
    queryFn: async ({ signal }) => workloadSchema.parse(await getJson('/api/v1/care/workload', signal)),
  });
}

export function useOverdue() {
  return useQuery({
    queryKey: listKey('overdue'),
    queryFn: async ({ signal }) => overdueSchema.parse(await getJson('/api/v1/care/overdue', signal)).provinces,
  });
}

/** What is late; of one subdistrict, or of all that one sees. */
export function useLate(subdistrict: string | undefined) {
  return useQuery({
    queryKey: [...listKey('late'), subdistrict],
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams(subdistrict === undefined ? {} : { subdistrict });
      return lateListSchema.parse(await getJson(`/api/v1/care/late?${query}`, signal));
    },
    refetchInterval: EVERY_MS,
  });
}

/** Where open cases are, by subdistrict. */
export function useCasePlaces() {
  return useQuery({
    queryKey: listKey('places'),
    queryFn: async ({ signal }) => casePlacesSchema.parse(await getJson('/api/v1/care/places', signal)).places,
    refetchInterval: EVERY_MS,
  });
}
