import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { operatorAlarmSchema } from '#contract/live';
import { getJson, postJson } from '../../api/request.ts';

export const OPERATOR_ALARMS_KEY = ['operator-alarms'] as const;

const answerSchema = z.object({ alarms: z.array(operatorAlarmSchema) });

export function useOperatorAlarms(isPermitted: boolean) {
  return useQuery({
    queryKey: OPERATOR_ALARMS_KEY,
    queryFn: async ({ signal }) => answerSchema.parse(await getJson('/api/v1/operator-alarms', signal)).alarms,
    enabled: isPermitted,
    // Live events tell those who have a queue; an administrator has none.
    refetchInterval: 30_000,
  });
}

export async function settleOperatorAlarm(alarmId: string): Promise<void> {
  await postJson(`/api/v1/operator-alarms/${alarmId}/settle`, {}, crypto.randomUUID());
}
