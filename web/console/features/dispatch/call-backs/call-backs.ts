import { useQuery } from '@tanstack/react-query';
import { type CallBackResult, callBackListSchema } from '#contract/dispatch';
import { getJson, postJson } from '../../../api/request.ts';
import { CALL_BACKS_KEY } from './due-call-backs.ts';

/** Who is to be called. Live events say when to read it again; what only becomes due by time is looked for. */
export function useCallBacks(isPermitted: boolean) {
  return useQuery({
    queryKey: [...CALL_BACKS_KEY, 'all'],
    queryFn: async ({ signal }) => callBackListSchema.parse(await getJson('/api/v1/call-backs', signal)).callBacks,
    enabled: isPermitted,
    refetchInterval: 20_000,
  });
}

export type CallBackAct = { act: 'claim' | 'release' } | { act: 'done'; result: CallBackResult };

/** Throws `ProblemError`, e.g. `dispatch/call-back-taken` with who was first. */
export async function workCallBack(id: string, act: CallBackAct): Promise<void> {
  const body = act.act === 'done' ? { result: act.result } : {};
  await postJson(`/api/v1/call-backs/${id}/${act.act}`, body, crypto.randomUUID());
}
