import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { isWorthRetrying } from '../../../api/request.ts';

/**
 * One act on the list with this key, which is read again afterwards. The key it is given stays the same when it is
 * sent again, so that twice is once.
 */
export function useVisibilityAction<Said>(
  list: QueryKey,
  act: (said: Said, key: string) => Promise<void>,
  onDone: () => void,
) {
  const client = useQueryClient();
  const doing = useMutation({
    mutationFn: ({ said, key }: { said: Said; key: string }) => act(said, key),
    retry: (count, error) => count < 2 && isWorthRetrying(error),
    networkMode: 'always',
    gcTime: 0,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: list });
      onDone();
    },
  });
  return {
    send: (said: Said) => doing.mutate({ said, key: crypto.randomUUID() }),
    isSending: doing.isPending,
    error: doing.error,
  };
}
