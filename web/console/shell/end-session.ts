import type { QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Me } from '#contract/access';
import { isProblem } from '../api/request.ts';
import { forgetHere, ME_KEY } from '../features/access/index.ts';

/**
 * Ends the session on this device: no data that was read stays in the memory or the storage of a machine that another
 * person may use next. `ME_KEY` is set first, so that the pages unmount before they could request data again.
 */
export function endSession(client: QueryClient, stays?: Me | null): void {
  forgetHere(stays);
  void client.cancelQueries();
  client.setQueryData(ME_KEY, null);
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== ME_KEY[0] });
  client.getMutationCache().clear();
}

/** Any response that says nobody is signed in ends the session here, not only that of the live stream. */
export function useSessionEnd(client: QueryClient): void {
  useEffect(() => {
    const end = (error: unknown): void => {
      if (isProblem(error, 'access/not-signed-in') && client.getQueryData(ME_KEY)) endSession(client);
    };
    const queries = client.getQueryCache().subscribe((event) => {
      if (event.type === 'updated' && event.action.type === 'error') end(event.action.error);
    });
    const mutations = client.getMutationCache().subscribe((event) => {
      if (event.type === 'updated' && event.action.type === 'error') end(event.action.error);
    });
    return () => {
      queries();
      mutations();
    };
  }, [client]);
}
