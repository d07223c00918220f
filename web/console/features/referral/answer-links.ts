import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerLinksSchema, madeAnswerLinkSchema, type NewAnswerLink } from '#contract/referral-link';
import { getJson, postJson } from '../../api/request.ts';
import { REFERRALS_KEY } from './referrals-key.ts';

const pathOf = (referralId: string) => `/api/v1/referrals/${referralId}/answer-links`;
const keyOf = (referralId: string) => [...REFERRALS_KEY, referralId, 'answer-links'];

/** Links that were made for this referral, and whether they were opened. */
export function useAnswerLinks(referralId: string) {
  return useQuery({
    queryKey: keyOf(referralId),
    queryFn: async ({ signal }) => answerLinksSchema.parse(await getJson(pathOf(referralId), signal)).links,
  });
}

/** Its token and code are in the answer alone: they are kept nowhere, also not here. */
export function useMakeAnswerLink(referralId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (link: NewAnswerLink) =>
      madeAnswerLinkSchema.parse(await postJson(pathOf(referralId), link, crypto.randomUUID())),
    gcTime: 0,
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(referralId) }),
  });
}

export function useRevokeAnswerLinks(referralId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      await postJson(`${pathOf(referralId)}/revoke`, {}, crypto.randomUUID());
    },
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(referralId) }),
  });
}
