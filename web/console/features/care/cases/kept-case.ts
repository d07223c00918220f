import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { z } from 'zod';
import { serverNow } from '../../../live/clock.ts';
import { deviceSnapshots } from '../../../outbox/index.ts';
import { CASES_KEY } from '../cases-key.ts';
import { useCareDevice } from './CareDevice.tsx';
import { KEPT_AT } from './case-data.ts';

/** Many answers arrive at once; they are written once. */
const SAVE_AFTER_MS = 400;

const keptSchema = z.object({ at: z.number(), answers: z.array(z.tuple([z.array(z.string()), z.unknown()])) });

/**
 * Shows what was last read under these keys until the server answers, also without signal, and keeps what it answers.
 * Deleted with the session, as everything on the device.
 * @param name of what is kept; the answers are those whose key begins with `prefix`, and the danger tools
 * @returns whether the device was looked at, and when what it has was read
 */
export function useKept(name: string, prefix: readonly string[]): { isRead: boolean; at: number | null } {
  const client = useQueryClient();
  const { personId, keepsCases } = useCareDevice();
  const [kept, setKept] = useState<{ isRead: boolean; at: number | null }>({ isRead: !keepsCases, at: null });
  const path = [...CASES_KEY, ...prefix].join(' ');
  useEffect(() => {
    if (!keepsCases) return;
    let isGone = false;
    const belongs = (key: readonly unknown[]): boolean =>
      `${key.join(' ')} `.startsWith(`${path} `) || key[0] === 'danger-tools';
    void deviceSnapshots
      .find(personId, name)
      .then((found) => {
        if (isGone) return;
        const read = keptSchema.safeParse(found).data;
        // Stale from the start: shown now, and read again as soon as the server answers.
        for (const [key, answer] of read?.answers ?? [])
          if (belongs(key) && client.getQueryData(key) === undefined)
            client.setQueryData(key, answer, { updatedAt: KEPT_AT });
        setKept({ isRead: true, at: read?.at ?? null });
      })
      .catch(() => setKept({ isRead: true, at: null }));
    let timer: ReturnType<typeof setTimeout> | undefined;
    const save = (): void => {
      timer = undefined;
      const queries = client.getQueryCache().findAll({ predicate: ({ queryKey }) => belongs(queryKey) });
      const answers = queries.flatMap(({ queryKey, state }) =>
        state.data === undefined ? [] : [[queryKey, state.data]],
      );
      const at = Math.max(...queries.map(({ state }) => state.dataUpdatedAt));
      // Nothing newer than what came from the device.
      if (at <= KEPT_AT) return;
      void deviceSnapshots.save(personId, name, { at: serverNow(), answers }).catch(() => {});
    };
    const leave = client.getQueryCache().subscribe(({ type, query }) => {
      if (type === 'updated' && query.state.status === 'success' && belongs(query.queryKey))
        timer ??= setTimeout(save, SAVE_AFTER_MS);
    });
    return () => {
      isGone = true;
      leave();
      if (timer) save();
      clearTimeout(timer);
    };
  }, [client, personId, keepsCases, name, path]);
  return kept;
}

type Read = { data: unknown; error: unknown; isPending: boolean; refetch: () => unknown };

/** A failed reading does not hide what was read before. */
export const calm = ({ data, error, isPending, refetch }: Read) => ({
  error: data === undefined ? error : null,
  isPending,
  refetch,
});
