import { useQuery } from '@tanstack/react-query';
import { type CallBackResult, callBackListSchema } from '#contract/dispatch';
import { getJson, postJson } from '../../../api/request.ts';

export const CALL_BACKS_KEY = ['call-backs'] as const;

/** Who is to be called. Live events say when to read it again; what only becomes due by time is looked for. */
export function useCallBacks(isPermitted: boolean) {
  return useQuery({
    queryKey: CALL_BACKS_KEY,
    queryFn: async ({ signal }) => callBackListSchema.parse(await getJson('/api/v1/call-backs', signal)).callBacks,
    enabled: isPermitted,
    refetchInterval: 20_000,
  });
}

/** How many somebody should be calling now, whom nobody is calling. */
export function useDueCallBacks(isPermitted: boolean): number {
  const { data = [] } = useCallBacks(isPermitted);
  return data.filter(({ isDue, claimedBy, forbidden }) => isDue && !claimedBy && !forbidden).length;
}

export type CallBackAct = { act: 'claim' | 'release' } | { act: 'done'; result: CallBackResult };

/** Throws `ProblemError`, e.g. `dispatch/call-back-taken` with who was first. */
export async function workCallBack(id: string, act: CallBackAct): Promise<void> {
  const body = act.act === 'done' ? { result: act.result } : {};
  await postJson(`/api/v1/call-backs/${id}/${act.act}`, body, crypto.randomUUID());
}
