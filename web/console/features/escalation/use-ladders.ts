import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type LadderSteps, type Ladders, ladderPreviewSchema, laddersSchema } from '#contract/escalation';
import { getJson, postJson } from '../../api/request.ts';

const KEY = ['ladders'] as const;

export function useLadders() {
  return useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }): Promise<Ladders> => laddersSchema.parse(await getJson('/api/v1/ladders', signal)),
  });
}

/** Whom an alert of this agency would reach at this moment. */
export function useLadderPreview(agencyId: string) {
  return useQuery({
    queryKey: [...KEY, 'preview', agencyId],
    queryFn: async ({ signal }) =>
      ladderPreviewSchema.parse(await getJson(`/api/v1/agencies/${agencyId}/ladder`, signal)),
  });
}

export type Draft = LadderSteps & { agencyKind: string; basedOn: number; note?: string };

export function usePublishLadder(onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (draft: Draft) => laddersSchema.parse(await postJson('/api/v1/ladders', draft)),
    onSuccess(ladders) {
      client.setQueryData(KEY, ladders);
      void client.invalidateQueries({ queryKey: [...KEY, 'preview'] });
      onDone();
    },
  });
}
