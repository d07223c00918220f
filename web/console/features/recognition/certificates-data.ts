import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import {
  type CertificateList,
  certificateListSchema,
  certificatesMadeSchema,
  type NewCertificates,
  suggestedSchema,
} from '#contract/recognition';
import { getJson, postJson } from '../../api/request.ts';

const CERTIFICATES_KEY = ['certificates'] as const;
const EVERY_MS = 60_000;

export function useCertificates(list: CertificateList) {
  return useQuery({
    queryKey: [...CERTIFICATES_KEY, list],
    queryFn: async ({ signal }) =>
      certificateListSchema.parse(await getJson(`/api/v1/certificates?list=${list}`, signal)),
    refetchInterval: EVERY_MS,
  });
}

/** Who took part in the incident of this code; nothing is asked before there is one. */
export function useSuggestions(code: string) {
  return useQuery({
    queryKey: [...CERTIFICATES_KEY, 'suggestions', code],
    queryFn: async ({ signal }) => {
      const asked = new URLSearchParams({ code });
      const found = await getJson(`/api/v1/certificate-incidents?${asked}`, signal);
      const { id } = z.object({ id: z.uuid() }).parse(found);
      return suggestedSchema.parse(await getJson(`/api/v1/incidents/${id}/certificate-suggestions`, signal));
    },
    enabled: code !== '',
    retry: false,
  });
}

/** Everything is read again, also after a refusal: somebody may have been faster. */
function useSending<Sent, Answer>(send: (sent: Sent) => Promise<Answer>, onSuccess?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess,
    onSettled: () => client.invalidateQueries({ queryKey: CERTIFICATES_KEY }),
  });
}

/** A step of several certificates at once, as `approve`. */
export function useStep(onSuccess?: () => void) {
  return useSending(
    ({ step, ids, ...more }: { step: string; ids: readonly string[]; reason?: string }) =>
      postJson(`/api/v1/certificates/${step}`, { ids, ...more }, crypto.randomUUID()),
    onSuccess,
  );
}

/** A step of one certificate, as `revoke`. */
export function useChange(id: string, onSuccess: () => void) {
  return useSending(
    ({ step, body }: { step: string; body: object }) =>
      postJson(`/api/v1/certificates/${id}/${step}`, body, crypto.randomUUID()),
    onSuccess,
  );
}

export function usePropose(onSuccess: () => void) {
  return useSending(
    async (asked: NewCertificates) =>
      certificatesMadeSchema.parse(await postJson('/api/v1/certificates', asked, crypto.randomUUID())),
    onSuccess,
  );
}
