import { useMutation } from '@tanstack/react-query';
import type { Unmask, Unmasked } from '#contract/incident-visibility';
import { serverNow } from '../../../live/clock.ts';
import { unmask } from './unmask.ts';

type Asked = Omit<Unmask, 'field'>;

export type Unmasking = {
  field: Unmask['field'];
  ask(why: Asked): void;
  hide(): void;
  isSending: boolean;
  error: unknown;
  /** The unmasked value, when (milliseconds) and for which reason; null while it is masked. */
  shown: { value: Unmasked; at: number; reason: Unmask['reason'] } | null;
};

/** One masked field of one incident. The unmasked value lives as long as the panel, and in no cache. */
export function useUnmasking(incidentId: string, field: Unmask['field']): Unmasking {
  const asking = useMutation({
    mutationFn: async (why: Asked) => {
      const value = await unmask(incidentId, { ...why, field }, crypto.randomUUID());
      return { value, at: serverNow(), reason: why.reason };
    },
    gcTime: 0,
  });
  return {
    field,
    ask: asking.mutate,
    hide: asking.reset,
    isSending: asking.isPending,
    error: asking.error,
    shown: asking.data ?? null,
  };
}
