import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { annualReportsSchema, type NewAnnualReport } from '#contract/annual-report';
import { getJson, postJson } from '../../api/request.ts';

const PATH = '/api/v1/insight/annual-reports';
const KEY = ['annual-reports'] as const;

export const pathOfFile = (id: string, name: string): string => `${PATH}/${id}/files/${name}`;

export function useAnnualReports() {
  return useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) => annualReportsSchema.parse(await getJson(PATH, signal)),
    refetchInterval: 60_000,
  });
}

/** The list is read again, also after a refusal: somebody may have been faster. */
function useSending<Sent>(send: (sent: Sent) => Promise<unknown>, onSuccess?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess,
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

export const useDraft = (onSuccess?: () => void) =>
  useSending((asked: NewAnnualReport) => postJson(PATH, asked, crypto.randomUUID()), onSuccess);

export const useSignOff = (id: string) => useSending(() => postJson(`${PATH}/${id}/sign-off`, {}, crypto.randomUUID()));

export const useDiscardDraft = (id: string, onSuccess: () => void) =>
  useSending((reason: string) => postJson(`${PATH}/${id}/discard`, { reason }, crypto.randomUUID()), onSuccess);
