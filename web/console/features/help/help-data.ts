import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import type { HELP_SCOPES, SaveHelpDraft } from '#contract/help-api';
import {
  filedHelpListSchema,
  helpCheckListSchema,
  helpDetailSchema,
  helpDraftSchema,
  helpListSchema,
} from '#contract/help-api';
import { helpRulesSchema } from '#contract/help-rules';
import type { FoundPlace } from '#contract/jurisdiction';
import { getJson, postJson } from '../../api/request.ts';
import { HELP_KEY } from './help-key.ts';

const listKey = (name: string, ...more: unknown[]) => [...HELP_KEY, 'list', name, ...more];
/** Clocks change their colour by time alone, and a volunteer's page has no live stream. */
const EVERY_MS = 60_000;

export function useHelpList(scope: (typeof HELP_SCOPES)[number]) {
  return useQuery({
    queryKey: listKey('queue', scope),
    queryFn: async ({ signal }) => helpListSchema.parse(await getJson(`/api/v1/help-requests?scope=${scope}`, signal)),
    refetchInterval: EVERY_MS,
  });
}

export function useHelpChecks() {
  return useQuery({
    queryKey: listKey('checks'),
    queryFn: async ({ signal }) => helpCheckListSchema.parse(await getJson('/api/v1/help-checks', signal)).checks,
    refetchInterval: EVERY_MS,
  });
}

export function useFiledHelp() {
  return useQuery({
    queryKey: listKey('filed'),
    queryFn: async ({ signal }) => filedHelpListSchema.parse(await getJson('/api/v1/help-filed', signal)).requests,
    refetchInterval: EVERY_MS,
  });
}

export function useHelpRequest(id: string) {
  return useQuery({
    queryKey: [...HELP_KEY, id],
    queryFn: async ({ signal }) => helpDetailSchema.parse(await getJson(`/api/v1/help-requests/${id}`, signal)),
  });
}

export function useHelpDraft(id: string | undefined) {
  return useQuery({
    queryKey: [...HELP_KEY, 'draft', id],
    queryFn: async ({ signal }) => helpDraftSchema.parse(await getJson(`/api/v1/help-drafts/${id}`, signal)),
    enabled: id !== undefined,
    // Read once: afterwards the page knows better than the server.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

/** Regulations, ceilings and clocks; they change by a new version of the data. */
export function useHelpRules() {
  return useQuery({
    queryKey: [...HELP_KEY, 'rules'],
    queryFn: async ({ signal }) => helpRulesSchema.parse(await getJson('/api/v1/help-rules', signal)),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export async function saveHelpDraft(id: string | undefined, typed: SaveHelpDraft) {
  return helpDraftSchema.parse(
    await postJson(id === undefined ? '/api/v1/help-drafts' : `/api/v1/help-drafts/${id}`, typed),
  );
}

const placesSchema = z.object({ places: z.array(z.custom<FoundPlace>()) });

/** Subdistricts and districts by name. */
export function useHelpAreas(text: string) {
  return useQuery({
    queryKey: [...HELP_KEY, 'areas', text],
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ text, only: 'areas', limit: '8' });
      return placesSchema.parse(await getJson(`/api/v1/places/search?${query}`, signal)).places;
    },
    enabled: text.length > 1,
  });
}

/** Sends one action; the lists and the request are read again, whatever came of it. */
export function useHelpAction(onDone: () => void = () => undefined) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body, key }: { path: string; body: object; key: string }) =>
      postJson(`/api/v1/${path}`, body, key),
    onSuccess: onDone,
    onSettled: () => client.invalidateQueries({ queryKey: HELP_KEY }),
  });
}

/** What is due at midnight is to be done on the day before: "by 2 December 00:00" is read as the 2nd. */
export function lastDayOf(dueAt: string): string {
  return new Date(Date.parse(dueAt) - 1).toISOString();
}
