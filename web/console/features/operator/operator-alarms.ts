import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { type OperatorAlarm, operatorAlarmSchema } from '#contract/live';
import { getJson, postJson } from '../../api/request.ts';

export const OPERATOR_ALARMS_KEY = ['operator-alarms'] as const;

const answerSchema = z.union([z.array(operatorAlarmSchema), z.object({ alarms: z.array(operatorAlarmSchema) })]);

export function readOperatorAlarms(answer: unknown): OperatorAlarm[] {
  const read = answerSchema.parse(answer);
  return Array.isArray(read) ? read : read.alarms;
}

export function useOperatorAlarms(isPermitted: boolean) {
  return useQuery({
    queryKey: OPERATOR_ALARMS_KEY,
    queryFn: async ({ signal }) => readOperatorAlarms(await getJson('/api/v1/operator-alarms', signal)),
    enabled: isPermitted,
  });
}

export async function settleOperatorAlarm(alarmId: string): Promise<void> {
  await postJson(`/api/v1/operator-alarms/${alarmId}/settle`, {}, crypto.randomUUID());
}
