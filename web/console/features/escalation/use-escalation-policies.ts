import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type EscalationPlan,
  type EscalationPolicies,
  escalationPoliciesSchema,
  escalationPreviewSchema,
} from '#contract/escalation';
import { getJson, postJson } from '../../api/request.ts';

const KEY = ['escalation-policies'] as const;

export function useEscalationPolicies() {
  return useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }): Promise<EscalationPolicies> =>
      escalationPoliciesSchema.parse(await getJson('/api/v1/escalation-policies', signal)),
  });
}

/** Whom an unanswered alert of this agency would reach now. */
export function useEscalationPreview(agencyId: string) {
  return useQuery({
    queryKey: [...KEY, 'preview', agencyId],
    queryFn: async ({ signal }) =>
      escalationPreviewSchema.parse(await getJson(`/api/v1/agencies/${agencyId}/escalation-preview`, signal)),
  });
}

export type Draft = EscalationPlan & { agencyKind: string; basedOn: number; note?: string };

export function usePublishEscalationPolicy(onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (draft: Draft) =>
      escalationPoliciesSchema.parse(await postJson('/api/v1/escalation-policies', draft)),
    onSuccess(policies) {
      client.setQueryData(KEY, policies);
      void client.invalidateQueries({ queryKey: [...KEY, 'preview'] });
      onDone();
    },
  });
}
