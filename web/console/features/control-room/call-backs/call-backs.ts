import { useQuery } from '@tanstack/react-query';
import { type CallBackResult, callBackListSchema } from '#contract/control-room';
import { getJson, postJson } from '../../../api/request.ts';
import { CALL_BACKS_KEY } from './due-call-backs.ts';

/** The call-back list. It is read again on live events, and at intervals because entries become due by time alone. */
export function useCallBacks(isPermitted: boolean) {
  return useQuery({
    queryKey: [...CALL_BACKS_KEY, 'all'],
    queryFn: async ({ signal }) => callBackListSchema.parse(await getJson('/api/v1/call-backs', signal)).callBacks,
    enabled: isPermitted,
    refetchInterval: 20_000,
  });
}

export type CallBackAction = { action: 'claim' | 'release' } | { action: 'done'; result: CallBackResult };

/** Throws `ProblemError`, e.g. `control-room/call-back-taken` which names who was first. */
export async function workCallBack(id: string, action: CallBackAction): Promise<void> {
  const body = action.action === 'done' ? { result: action.result } : {};
  await postJson(`/api/v1/call-backs/${id}/${action.action}`, body, crypto.randomUUID());
}
