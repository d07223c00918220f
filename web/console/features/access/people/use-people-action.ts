import { useMutation, useQueryClient } from '@tanstack/react-query';
import { peopleQuery } from './people.ts';

/** One act on the people of an agency; the list is read anew after it, whether or not it went well. */
export function usePeopleAction<Answer>(
  agencyId: string,
  run: () => Promise<Answer>,
  onDone: (answer: Answer) => void,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: onDone,
    onSettled: () => client.invalidateQueries(peopleQuery(agencyId)),
  });
}
