import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type IncidentSafety, type SafetyKind, safetySchema } from '#contract/safety';
import { getJson, isWorthRetrying, postJson } from '../../../api/request.ts';
import { detailKey } from '../panel/use-detail.ts';

const safetyKey = (incidentId: string) => ['incident', incidentId, 'safety'] as const;

/** `turns` grows when something was noted or answered; each reading is a recorded view. */
export function useSafety(incidentId: string, turns: number) {
  return useQuery<IncidentSafety>({
    queryKey: [...safetyKey(incidentId), turns],
    queryFn: async ({ signal }) => safetySchema.parse(await getJson(`/api/v1/incidents/${incidentId}/safety`, signal)),
    placeholderData: (before) => before,
  });
}

type SafetyAction =
  | { action: 'note'; kind: SafetyKind; text: string; until: string }
  | { action: 'withdraw'; noteId: string; reason: string };

/** Adds a note or withdraws one; afterwards card and timeline are reloaded. */
export function useSafetyAction(incidentId: string, onDone: () => void) {
  const client = useQueryClient();
  const doing = useMutation({
    mutationFn: ({ change, key }: { change: SafetyAction; key: string }) => {
      const path = `/api/v1/incidents/${incidentId}/safety-notes`;
      if (change.action === 'withdraw')
        return postJson(`${path}/${change.noteId}/withdraw`, { reason: change.reason }, key);
      const { kind, text, until } = change;
      return postJson(path, { kind, ...(text && { text }), ...(until && { until }) }, key);
    },
    retry: (count, error) => count < 2 && isWorthRetrying(error),
    networkMode: 'always',
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: safetyKey(incidentId) });
      await client.invalidateQueries({ queryKey: detailKey(incidentId), exact: true });
      onDone();
    },
  });
  return {
    send: (change: SafetyAction) => doing.mutate({ change, key: crypto.randomUUID() }),
    isSending: doing.isPending,
    error: doing.error,
  };
}
