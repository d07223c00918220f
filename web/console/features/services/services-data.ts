import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { type AgencyKind, agencyListSchema } from '#contract/jurisdiction';
import {
  type ServiceFacts,
  type ServiceImportReport,
  serviceImportReportSchema,
  serviceListSchema,
  serviceSchema,
} from '#contract/services';
import { getJson, postJson } from '../../api/request.ts';

/** Of everything fetched from the directory. */
export const SERVICES_KEY = ['services'] as const;
/** Others count their places too. */
const EVERY_MS = 60_000;
export const MOST_SHOWN = 200;

export type ServiceQuestion = {
  text?: string | undefined;
  need?: string | undefined;
  code?: string | undefined;
  area?: string | undefined;
  mine?: boolean;
  toCheck?: boolean;
  withEnded?: boolean;
};

export function useServices(question: ServiceQuestion, enabled = true) {
  const asked = Object.entries(question).flatMap(([name, value]) => (value ? [[name, String(value)]] : []));
  return useQuery({
    queryKey: [...SERVICES_KEY, 'list', ...asked.flat()],
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams([...asked, ['limit', String(MOST_SHOWN)]]);
      return serviceListSchema.parse(await getJson(`/api/v1/services?${query}`, signal));
    },
    placeholderData: keepPreviousData,
    refetchInterval: EVERY_MS,
    enabled,
  });
}

const readService = async (id: string, signal?: AbortSignal) =>
  serviceSchema.parse(await getJson(`/api/v1/services/${id}`, signal));

export function useService(id: string) {
  return useQuery({
    queryKey: [...SERVICES_KEY, 'one', id],
    queryFn: ({ signal }) => readService(id, signal),
    refetchInterval: EVERY_MS,
  });
}

/** As it is now, for a form that somebody has begun. */
export function useServiceOnce(id: string | undefined) {
  return useQuery({
    queryKey: [...SERVICES_KEY, 'edit', id],
    queryFn: ({ signal }) => readService(id ?? '', signal),
    enabled: id !== undefined,
    // What is typed must not be written over.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

/** Everything is read again, also after a refusal: somebody may have been faster. */
function useSending<Sent, Answer>(send: (sent: Sent) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: async () => {
      for (const part of ['list', 'one']) await client.invalidateQueries({ queryKey: [...SERVICES_KEY, part] });
    },
  });
}

export function useCheck(id: string) {
  return useSending(() => postJson(`/api/v1/services/${id}/checked`, {}, crypto.randomUUID()));
}

export function useCountFree(id: string) {
  return useSending((free: number | null) =>
    postJson(`/api/v1/services/${id}/free-places`, { free }, crypto.randomUUID()),
  );
}

export type WrittenService = ServiceFacts & { checkedToday: boolean };

/** `basedOn`: the version that was on the screen; without an id the service is new. @returns its id */
export function useSaveService(id: string | undefined) {
  return useSending(async ({ basedOn, service }: { basedOn: number | undefined; service: WrittenService }) => {
    const path = id === undefined ? '/api/v1/services' : `/api/v1/services/${id}`;
    const saved = await postJson(path, { ...service, ...(id !== undefined && { basedOn }) }, crypto.randomUUID());
    return id ?? z.object({ id: z.uuid() }).parse(saved).id;
  });
}

export const readNewest = readService;

export type ServiceFile = { format: 'csv' | 'hsds'; text: string; isPreview: boolean };
export function useImport() {
  return useSending(
    async (file: ServiceFile): Promise<ServiceImportReport> =>
      serviceImportReportSchema.parse(await postJson('/api/v1/service-imports', file, crypto.randomUUID())),
  );
}

/** Agencies by a part of their name, area or code. */
export function useAgencies(text: string, only: { kinds?: readonly AgencyKind[]; within?: string | undefined }) {
  return useQuery({
    queryKey: ['agencies', text, only.kinds, only.within],
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ limit: '6', ...(text && { text }) });
      if (only.kinds) query.set('kind', only.kinds.join(','));
      if (only.within) query.set('within', only.within);
      return agencyListSchema.parse(await getJson(`/api/v1/agencies?${query}`, signal)).agencies;
    },
    placeholderData: keepPreviousData,
    enabled: text !== '',
  });
}
