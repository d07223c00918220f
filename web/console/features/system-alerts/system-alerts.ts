import { useQuery } from '@tanstack/react-query';
import type { SystemAlert } from '#contract/live';
import { getAnswer, postJson } from '../../api/request.ts';

export const SYSTEM_ALERTS_KEY = ['system-alerts'] as const;

export function useSystemAlerts(isPermitted: boolean) {
  return useQuery({
    queryKey: SYSTEM_ALERTS_KEY,
    queryFn: async ({ signal }) =>
      (await getAnswer<{ systemAlerts: SystemAlert[] }>('/api/v1/system-alerts', signal)).systemAlerts,
    enabled: isPermitted,
    // Live events reach only pages with a queue; an administrator has none.
    refetchInterval: 30_000,
  });
}

export async function resolveSystemAlert(systemAlertId: string): Promise<void> {
  await postJson(`/api/v1/system-alerts/${systemAlertId}/resolve`, {}, crypto.randomUUID());
}
