import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type NewPublication, publicationsSchema } from '#contract/open-data';
import { getJson, postJson } from '../../api/request.ts';

const KEY = ['publications'] as const;

export function usePublications() {
  return useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) => publicationsSchema.parse(await getJson('/api/v1/publications', signal)),
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

export const usePropose = (onSuccess?: () => void) =>
  useSending((asked: NewPublication) => postJson('/api/v1/publications', asked, crypto.randomUUID()), onSuccess);

export const usePublish = (id: string) =>
  useSending(() => postJson(`/api/v1/publications/${id}/publish`, {}, crypto.randomUUID()));

export const useDiscard = (id: string, onSuccess: () => void) =>
  useSending(
    (reason: string) => postJson(`/api/v1/publications/${id}/discard`, { reason }, crypto.randomUUID()),
    onSuccess,
  );
