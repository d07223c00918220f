import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { caseDetailSchema } from '#contract/case-api';
import type { ReferralAction } from '#contract/referral';
import {
  caseNeedHoldingsSchema,
  type NewReferral,
  type ReferralListQuery,
  referralChangedSchema,
  referralCreatedSchema,
  referralDetailSchema,
  referralListSchema,
} from '#contract/referral-api';
import { type SuggestionQuestion, serviceSchema, suggestionsSchema } from '#contract/services';
import { getJson, postJson } from '../../api/request.ts';
import { CASES_KEY } from '../care/index.ts';
import { REFERRALS_KEY } from './referrals-key.ts';

/** Clocks run out without an event. */
const EVERY_MS = 30_000;

export function useReferrals({ side, scope }: Pick<ReferralListQuery, 'side' | 'scope'>, enabled = true) {
  return useQuery({
    queryKey: [...REFERRALS_KEY, 'list', side, scope],
    queryFn: async ({ signal }) =>
      referralListSchema.parse(await getJson(`/api/v1/referrals?${new URLSearchParams({ side, scope })}`, signal)),
    refetchInterval: EVERY_MS,
    enabled,
  });
}

export function useReferral(id: string) {
  return useQuery({
    queryKey: [...REFERRALS_KEY, id],
    queryFn: async ({ signal }) => referralDetailSchema.parse(await getJson(`/api/v1/referrals/${id}`, signal)),
    refetchInterval: EVERY_MS,
  });
}

/** The needs of a case, and who works on each. */
export function useCaseNeeds(caseId: string) {
  return useQuery({
    queryKey: [...REFERRALS_KEY, 'needs', caseId],
    queryFn: async ({ signal }) =>
      caseNeedHoldingsSchema.parse(await getJson(`/api/v1/cases/${caseId}/referrals`, signal)),
  });
}

/** The case that is referred: whose area it is, and what is known of the person. */
export function useReferredCase(caseId: string) {
  return useQuery({
    queryKey: [...CASES_KEY, caseId, 'detail'],
    queryFn: async ({ signal }) => caseDetailSchema.parse(await getJson(`/api/v1/cases/${caseId}`, signal)),
  });
}

export function useSuggestions(question: SuggestionQuestion | undefined) {
  return useQuery({
    queryKey: [...REFERRALS_KEY, 'suggestions', question],
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ question: JSON.stringify(question) });
      return suggestionsSchema.parse(await getJson(`/api/v1/service-suggestions?${query}`, signal));
    },
    enabled: question !== undefined,
  });
}

/** One that was left out, and is chosen all the same. */
export function useService(id: string | null) {
  return useQuery({
    queryKey: [...REFERRALS_KEY, 'service', id],
    queryFn: async ({ signal }) => serviceSchema.parse(await getJson(`/api/v1/services/${id}`, signal)),
    enabled: id !== null,
  });
}

/** What is sent to change a referral: the path of the route, and what it says besides. */
export type ReferralChange = { path: ReferralAction | 'update' | 'confirmation'; body?: object };

/** Everything about referrals and cases is read again, also after a refusal: somebody may have been faster. */
export function useReferralChange(id: string, onSuccess?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ path, body = {} }: ReferralChange) => {
      // Who proposes and who simply declines differs by a duty of the law, not by the route.
      const route = path === 'propose-decline' ? 'decline' : path;
      referralChangedSchema.parse(await postJson(`/api/v1/referrals/${id}/${route}`, body, crypto.randomUUID()));
    },
    onSuccess,
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: REFERRALS_KEY });
      await client.invalidateQueries({ queryKey: CASES_KEY });
    },
  });
}

export async function createReferral(caseId: string, referral: NewReferral, key: string) {
  return referralCreatedSchema.parse(await postJson(`/api/v1/cases/${caseId}/referrals`, referral, key));
}
