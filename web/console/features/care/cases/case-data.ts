import { useQuery } from '@tanstack/react-query';
import {
  caseClocksSchema,
  caseDetailSchema,
  caseListSchema,
  caseNeedsSchema,
  caseRecordsSchema,
  type EndNeed,
} from '#contract/case-api';
import { dangerToolsSchema } from '#contract/case-risk';
import { caseNeedHoldingsSchema } from '#contract/referral-api';
import { getJson, postJson } from '../../../api/request.ts';
import { CASES_KEY } from '../cases-key.ts';

const pathOf = (caseId: string, rest = '') => `/api/v1/cases/${caseId}${rest}`;

/** The browser is often wrong about being offline, and what is kept here is shown meanwhile. */
const UNSURE = { networkMode: 'always', retry: 1 } as const;

/** When the answer that is shown was read: what comes from the device counts as never. */
export const KEPT_AT = 1;

/** What was never read, or comes from the device, is read also while a form is open: the address may lead straight to it. */
const unlessPaused =
  (isPaused: boolean) =>
  ({ state }: { state: { data?: unknown; dataUpdatedAt: number } }): boolean =>
    !isPaused || state.dataUpdatedAt <= KEPT_AT;

/** Cases of one kind, as `waiting` or `ended`; read again with the list of cases, and at intervals: they become late. */
export function useCasesOf(scope: string, agencyId?: string) {
  return useQuery({
    queryKey: [...CASES_KEY, 'list', scope, agencyId],
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ scope, ...(agencyId && { agencyId }) });
      return caseListSchema.parse(await getJson(`/api/v1/cases?${query}`, signal));
    },
    refetchInterval: 60_000,
    ...UNSURE,
  });
}

/** `isPaused`: while a form is open, one's own saving would read the case again each time. */
export function useCase(caseId: string, isPaused: boolean) {
  return useQuery({
    queryKey: [...CASES_KEY, caseId, 'detail'],
    queryFn: async ({ signal }) => caseDetailSchema.parse(await getJson(pathOf(caseId), signal)),
    enabled: unlessPaused(isPaused),
    ...UNSURE,
  });
}

export function useRecords(caseId: string, isPaused: boolean) {
  return useQuery({
    queryKey: [...CASES_KEY, caseId, 'records'],
    queryFn: async () => getRecords(caseId),
    enabled: unlessPaused(isPaused),
    ...UNSURE,
  });
}

/** Every version of one form, the newest first. */
export function useVersions(caseId: string, seriesId: string) {
  return useQuery({
    queryKey: [...CASES_KEY, caseId, 'versions', seriesId],
    queryFn: async ({ signal }) =>
      caseRecordsSchema.parse(await getJson(pathOf(caseId, `/records/${seriesId}`), signal)).records,
    ...UNSURE,
  });
}

export async function getRecords(caseId: string) {
  return caseRecordsSchema.parse(await getJson(pathOf(caseId, '/records'))).records;
}

export function useNeeds(caseId: string, isPaused: boolean) {
  return useQuery({
    queryKey: [...CASES_KEY, caseId, 'needs'],
    queryFn: async ({ signal }) => caseNeedsSchema.parse(await getJson(pathOf(caseId, '/needs'), signal)).needs,
    enabled: unlessPaused(isPaused),
    ...UNSURE,
  });
}

/** Who works on each need of a case. Under the key of referrals, so that what changes one reads it again. */
export const NEEDS_OF_CASES = ['referrals', 'needs'] as const;

export function useNeedHoldings(caseId: string, enabled: boolean) {
  return useQuery({
    queryKey: [...NEEDS_OF_CASES, caseId],
    queryFn: async ({ signal }) => caseNeedHoldingsSchema.parse(await getJson(pathOf(caseId, '/referrals'), signal)),
    refetchInterval: 60_000,
    enabled,
    ...UNSURE,
  });
}

export function useCaseClocks(caseId: string, isPaused: boolean) {
  return useQuery({
    queryKey: [...CASES_KEY, caseId, 'clocks'],
    queryFn: async ({ signal }) => caseClocksSchema.parse(await getJson(pathOf(caseId, '/clocks'), signal)).clocks,
    enabled: unlessPaused(isPaused),
    ...UNSURE,
  });
}

/** Questions do not change while a page is open. */
export function useDangerTools() {
  return useQuery({
    queryKey: ['danger-tools'],
    queryFn: async ({ signal }) => dangerToolsSchema.parse(await getJson('/api/v1/danger-tools', signal)).tools,
    staleTime: Number.POSITIVE_INFINITY,
    ...UNSURE,
  });
}

/** A step of the state table, as `accept`. */
export async function takeStep(caseId: string, step: string, body: object = {}): Promise<void> {
  await postJson(pathOf(caseId, `/${step}`), body, crypto.randomUUID());
}

export async function endNeed(caseId: string, needId: string, end: EndNeed): Promise<void> {
  await postJson(pathOf(caseId, `/needs/${needId}/end`), end, crypto.randomUUID());
}
