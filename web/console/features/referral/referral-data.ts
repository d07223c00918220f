import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { caseDetailSchema } from '#contract/case-api';
import type { Domain } from '#contract/case-forms';
import type { ReferralAction } from '#contract/referral';
import {
  type AnswerCapacity,
  type AskCapacity,
  bundleCreatedSchema,
  capacityQuestionsSchema,
  caseNeedHoldingsSchema,
  type NewBundle,
  type NewReferral,
  type ReferralListQuery,
  referralChangedSchema,
  referralCreatedSchema,
  referralDetailSchema,
  referralListSchema,
} from '#contract/referral-api';
import { needsBackSchema } from '#contract/referral-needs';
import { referralRulesSchema } from '#contract/referral-rules';
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

/** Of these cases, the open needs of one kind that nobody works on: they can be sent along. */
export function useFreeNeeds(caseIds: readonly string[], need: Domain | undefined) {
  const answers = useQueries({
    queries: caseIds.map((caseId) => ({
      queryKey: [...REFERRALS_KEY, 'needs', caseId],
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        caseNeedHoldingsSchema.parse(await getJson(`/api/v1/cases/${caseId}/referrals`, signal)),
    })),
  });
  return answers.flatMap(({ data }) =>
    (data?.needs ?? []).flatMap((one) =>
      data && one.need === need && one.choices.includes('next-provider')
        ? [{ caseId: data.caseId, needId: one.needId }]
        : [],
    ),
  );
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

/** What came back without help, in the whole area. */
export function useNeedsBack() {
  return useQuery({
    queryKey: [...REFERRALS_KEY, 'list', 'back'],
    queryFn: async ({ signal }) => needsBackSchema.parse(await getJson('/api/v1/referral-needs', signal)),
    refetchInterval: EVERY_MS,
  });
}

/** Times, and what each service is told: the same as long as the page is open. */
export function useReferralRules() {
  return useQuery({
    queryKey: [...REFERRALS_KEY, 'rules'],
    queryFn: async ({ signal }) => referralRulesSchema.parse(await getJson('/api/v1/referral-rules', signal)),
    staleTime: Number.POSITIVE_INFINITY,
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

/** Whom we asked for a place for this case; with what they answered. */
export function useAskedCapacity(caseId: string) {
  return useQuery({
    queryKey: [...REFERRALS_KEY, 'list', 'asked', caseId],
    queryFn: async ({ signal }) =>
      capacityQuestionsSchema.parse(await getJson(`/api/v1/cases/${caseId}/capacity-questions`, signal)).questions,
    refetchInterval: EVERY_MS,
  });
}

/** Asks for a place before anybody is named. */
export function useAskCapacity(caseId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (question: AskCapacity) => {
      await postJson(`/api/v1/cases/${caseId}/capacity-questions`, question, crypto.randomUUID());
    },
    onSettled: () => client.invalidateQueries({ queryKey: [...REFERRALS_KEY, 'list', 'asked'] }),
  });
}

/** Whether we have a place: questions that wait for us. */
export function useCapacityQuestions() {
  return useQuery({
    queryKey: [...REFERRALS_KEY, 'list', 'capacity'],
    queryFn: async ({ signal }) =>
      capacityQuestionsSchema.parse(await getJson('/api/v1/capacity-questions', signal)).questions,
    refetchInterval: EVERY_MS,
  });
}

export function useAnswerCapacity(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (answer: AnswerCapacity) => {
      await postJson(`/api/v1/capacity-questions/${id}/answer`, answer, crypto.randomUUID());
    },
    onSettled: () => client.invalidateQueries({ queryKey: [...REFERRALS_KEY, 'list', 'capacity'] }),
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
      // Also the list that one goes back to: it must not offer for a moment what is answered. Nobody waits for it here.
      void client.invalidateQueries({ queryKey: [...REFERRALS_KEY, 'list'], refetchType: 'all' });
      void client.invalidateQueries({ queryKey: [...REFERRALS_KEY, 'needs'] });
      void client.invalidateQueries({ queryKey: CASES_KEY });
      await client.invalidateQueries({ queryKey: [...REFERRALS_KEY, id] });
    },
  });
}

export async function createReferral(caseId: string, referral: NewReferral, key: string) {
  return referralCreatedSchema.parse(await postJson(`/api/v1/cases/${caseId}/referrals`, referral, key));
}

/** Siblings: all at once, and then each by itself. */
export async function createBundle(bundle: NewBundle, key: string) {
  return bundleCreatedSchema.parse(await postJson('/api/v1/referral-bundles', bundle, key));
}
