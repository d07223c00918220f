import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import {
  insightExportListSchema,
  insightHoursSchema,
  insightIntervalsSchema,
  insightMissedTargetsSchema,
  insightRankingSchema,
  insightScopesSchema,
  insightSeriesSchema,
  insightSummarySchema,
  insightTableSchema,
  type NewMissedReason,
} from '#contract/insight';
import { getJson, postJson } from '../../api/request.ts';

/** Whose figures, of which days and kind; the texts of the query. */
export type Asked = Readonly<Record<string, string>>;

export function useScopes(enabled = true) {
  return useQuery({
    enabled,
    queryKey: ['insight', 'scopes'],
    queryFn: async ({ signal }) => insightScopesSchema.parse(await getJson('/api/v1/insight/scopes', signal)),
  });
}

/** Figures are a few seconds old when they arrive, and read again each minute while the page is open. */
function useFigures<Schema extends z.ZodType>(what: string, schema: Schema, asked: Asked, enabled: boolean) {
  const query = new URLSearchParams(asked).toString();
  return useQuery({
    queryKey: ['insight', what, query],
    queryFn: async ({ signal }) => schema.parse(await getJson(`/api/v1/insight/${what}?${query}`, signal)),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
    enabled,
  });
}

export const useSummary = (asked: Asked, enabled: boolean) =>
  useFigures('summary', insightSummarySchema, asked, enabled);
export const useSeries = (asked: Asked, enabled: boolean) => useFigures('series', insightSeriesSchema, asked, enabled);
export const useIntervals = (asked: Asked, enabled: boolean) =>
  useFigures('intervals', insightIntervalsSchema, asked, enabled);
export const useHours = (asked: Asked, enabled: boolean) =>
  useFigures('hour-of-week', insightHoursSchema, asked, enabled);
export const useTable = (asked: Asked) => useFigures('table', insightTableSchema, asked, true);
export const useRanking = (asked: Asked) => useFigures('ranking', insightRankingSchema, asked, true);

/** @param asked a station */
export const useMissedTargets = (asked: Asked) => useFigures('missed-targets', insightMissedTargetsSchema, asked, true);

/** Reasons stand in the list and beside the interval. */
export function useExplain(incidentId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (said: NewMissedReason) =>
      postJson(`/api/v1/insight/missed-targets/${incidentId}/reason`, said, crypto.randomUUID()),
    onSettled: () =>
      Promise.all(
        ['missed-targets', 'intervals'].map((what) => client.invalidateQueries({ queryKey: ['insight', what] })),
      ),
  });
}

const EXPORTS = ['insight', 'exports'];

export function useExports() {
  return useQuery({
    queryKey: EXPORTS,
    queryFn: async ({ signal }) => insightExportListSchema.parse(await getJson('/api/v1/insight/exports', signal)),
  });
}

export function useAskForExport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: object) => postJson('/api/v1/insight/exports', body),
    onSuccess: () => client.invalidateQueries({ queryKey: EXPORTS }),
  });
}
