import { useQuery } from '@tanstack/react-query';
import {
  caseClocksSchema,
  caseDetailSchema,
  caseListSchema,
  caseNeedsSchema,
  caseRecordsSchema,
  type EndNeed,
  type RecordSaved,
  recordSavedSchema,
  type SaveRecord,
} from '#contract/case-api';
import type { Domain } from '#contract/case-forms';
import { dangerToolsSchema } from '#contract/case-risk';
import { getJson, postJson } from '../../../api/request.ts';
import { CASES_KEY } from '../cases-key.ts';

const pathOf = (caseId: string, rest = '') => `/api/v1/cases/${caseId}${rest}`;

/** What was never read is read also while a form is open: the address may lead straight to it. */
const unlessPaused =
  (isPaused: boolean) =>
  ({ state }: { state: { data?: unknown } }): boolean =>
    !isPaused || state.data === undefined;

/** Every open case that the user may see, the server's order. */
export function useCases() {
  return useQuery({
    queryKey: [...CASES_KEY, 'list'],
    queryFn: async ({ signal }) => caseListSchema.parse(await getJson('/api/v1/cases?scope=open', signal)),
    // Some things become late by time alone.
    refetchInterval: 60_000,
  });
}

/** `isPaused`: while a form is open, one's own saving would read the case again each time. */
export function useCase(caseId: string, isPaused: boolean) {
  return useQuery({
    queryKey: [...CASES_KEY, caseId, 'detail'],
    queryFn: async ({ signal }) => caseDetailSchema.parse(await getJson(pathOf(caseId), signal)),
    enabled: unlessPaused(isPaused),
  });
}

export function useRecords(caseId: string, isPaused: boolean) {
  return useQuery({
    queryKey: [...CASES_KEY, caseId, 'records'],
    queryFn: async () => getRecords(caseId),
    enabled: unlessPaused(isPaused),
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
  });
}

export function useCaseClocks(caseId: string, isPaused: boolean) {
  return useQuery({
    queryKey: [...CASES_KEY, caseId, 'clocks'],
    queryFn: async ({ signal }) => caseClocksSchema.parse(await getJson(pathOf(caseId, '/clocks'), signal)).clocks,
    enabled: unlessPaused(isPaused),
  });
}

/** Questions do not change while a page is open. */
export function useDangerTools() {
  return useQuery({
    queryKey: ['danger-tools'],
    queryFn: async ({ signal }) => dangerToolsSchema.parse(await getJson('/api/v1/danger-tools', signal)).tools,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** A step of the state table, as `accept`. */
export async function takeStep(caseId: string, step: string, body: object = {}): Promise<void> {
  await postJson(pathOf(caseId, `/${step}`), body, crypto.randomUUID());
}

export async function saveRecord(caseId: string, seriesId: string, draft: SaveRecord): Promise<RecordSaved> {
  return recordSavedSchema.parse(await postJson(pathOf(caseId, `/records/${seriesId}`), draft, crypto.randomUUID()));
}

export async function signRecord(caseId: string, seriesId: string, version: number): Promise<void> {
  await postJson(pathOf(caseId, `/records/${seriesId}/sign`), { version }, crypto.randomUUID());
}

export async function openNeed(caseId: string, code: Domain): Promise<void> {
  await postJson(pathOf(caseId, '/needs'), { code }, crypto.randomUUID());
}

export async function endNeed(caseId: string, needId: string, end: EndNeed): Promise<void> {
  await postJson(pathOf(caseId, `/needs/${needId}/end`), end, crypto.randomUUID());
}
