import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type EefAccepted,
  type EefScope,
  eefAcceptedSchema,
  eefChecksSchema,
  eefFiguresSchema,
  eefListSchema,
} from '#contract/eef-api';
import { eefImportSchema } from '#contract/eef-file';
import { referralDetailSchema } from '#contract/referral-api';
import { addDays, thaiDayOf } from '#contract/thai-day';
import { getJson, postJson } from '../../api/request.ts';
import { serverNow } from '../../live/clock.ts';

/** Of everything fetched for this page. */
const EEF_KEY = ['eef'] as const;
const EVERY_MS = 60_000;

export type ChildFilter = { province: string; serviceCode: string; ageBand: string; urgency: string };
export const NO_FILTER: ChildFilter = { province: '', serviceCode: '', ageBand: '', urgency: '' };

/** Children in the order of the work, a page after the other; the first page also has the counts. */
export function useChildren(scope: EefScope, filter: ChildFilter) {
  return useInfiniteQuery({
    queryKey: [...EEF_KEY, 'children', scope, filter],
    queryFn: async ({ signal, pageParam }) => {
      const chosen = Object.entries(filter).filter(([, value]) => value !== '');
      const query = new URLSearchParams([['scope', scope], ...chosen, ...(pageParam ? [['after', pageParam]] : [])]);
      return eefListSchema.parse(await getJson(`/api/v1/eef/children?${query}`, signal));
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchInterval: EVERY_MS,
  });
}

/** One referral with what may be known of the child; each look is recorded. */
export function useReferral(id: string) {
  return useQuery({
    queryKey: [...EEF_KEY, 'referral', id],
    queryFn: async ({ signal }) => referralDetailSchema.parse(await getJson(`/api/v1/referrals/${id}`, signal)),
  });
}

export function useChecks() {
  return useQuery({
    queryKey: [...EEF_KEY, 'checks'],
    queryFn: async ({ signal }) => eefChecksSchema.parse(await getJson('/api/v1/eef/checks', signal)),
    refetchInterval: EVERY_MS,
  });
}

/** The days that are shown first. */
export function lastYear(): { from: string; to: string } {
  const to = thaiDayOf(new Date(serverNow()));
  return { from: addDays(to, -365), to };
}

export function useFigures(period: { from: string; to: string }) {
  return useQuery({
    queryKey: [...EEF_KEY, 'figures', period],
    queryFn: async ({ signal }) =>
      eefFiguresSchema.parse(await getJson(`/api/v1/eef/figures?${new URLSearchParams(period)}`, signal)),
    // Numbers of a year move slowly, and are counted anew each time.
    staleTime: 5 * EVERY_MS,
  });
}

/** Whatever is sent, what was read is read again, also after a refusal: somebody may have been faster. */
function useSending<Sent, Answer>(send: (sent: Sent) => Promise<Answer>, onSuccess?: (answer: Answer) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess,
    onSettled: () => client.invalidateQueries({ queryKey: EEF_KEY }),
  });
}

export function useAccept(onSuccess: (accepted: EefAccepted) => void) {
  return useSending(
    async (ids: string[]) =>
      eefAcceptedSchema.parse(await postJson('/api/v1/eef/accept', { ids }, crypto.randomUUID())),
    onSuccess,
  );
}

/** A step of one referral, as `decline`. */
export function useReferralStep(id: string, onSuccess: () => void) {
  return useSending(
    ({ step, body = {} }: { step: string; body?: object }) =>
      postJson(`/api/v1/referrals/${id}/${step}`, body, crypto.randomUUID()),
    onSuccess,
  );
}

export function useCheckAnswer(id: string) {
  return useSending((body: object) => postJson(`/api/v1/eef/checks/${id}/answer`, body, crypto.randomUUID()));
}

export function useImport() {
  return useSending(async (file: { text: string; isPreview: boolean }) =>
    eefImportSchema.parse(await postJson('/api/v1/eef/answers', file, crypto.randomUUID())),
  );
}
