import { useQuery } from '@tanstack/react-query';
import { inCareSchema } from '#contract/case-api';
import { type AcknowledgeEarly, earlyNotificationsSchema } from '#contract/early-notification';
import { getJson, postJson } from '../../../api/request.ts';
import { CASES_KEY } from '../cases-key.ts';

/** Read again with a live event, and at intervals: a time passes without one. */
export function useEarlyNotifications() {
  return useQuery({
    queryKey: [...CASES_KEY, 'list', 'early'],
    queryFn: async ({ signal }) =>
      earlyNotificationsSchema.parse(await getJson('/api/v1/care/early-notifications', signal)).notifications,
    refetchInterval: 60_000,
  });
}

export async function acknowledgeEarly(id: string, body: AcknowledgeEarly): Promise<void> {
  await postJson(`/api/v1/care/early-notifications/${id}/acknowledge`, body, crypto.randomUUID());
}

/** Read again with each change of the incident. */
export function useInCare(incidentId: string) {
  return useQuery({
    queryKey: ['incident', incidentId, 'in-care'],
    queryFn: async ({ signal }) => inCareSchema.parse(await getJson(`/api/v1/incidents/${incidentId}/in-care`, signal)),
  });
}
