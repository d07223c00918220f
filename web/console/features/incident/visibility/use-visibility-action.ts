import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { isWorthRetrying } from '../../../api/request.ts';

/**
 * One action on the list with this key, which is reloaded afterwards. The idempotency key stays the same when the
 * action is sent again, so that it counts once.
 */
export function useVisibilityAction<Input>(
  list: QueryKey,
  action: (input: Input, key: string) => Promise<void>,
  onDone: () => void,
) {
  const client = useQueryClient();
  const doing = useMutation({
    mutationFn: ({ input, key }: { input: Input; key: string }) => action(input, key),
    retry: (count, error) => count < 2 && isWorthRetrying(error),
    gcTime: 0,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: list });
      onDone();
    },
  });
  return {
    send: (input: Input) => doing.mutate({ input, key: crypto.randomUUID() }),
    isSending: doing.isPending,
    error: doing.error,
  };
}
