import { useMutation, useQueryClient } from '@tanstack/react-query';
import { peopleQuery } from './people.ts';

/** An action on the people of an agency; the list is reloaded afterwards, also after a failure. */
export function usePeopleAction<Answer, Input = void>(
  agencyId: string,
  run: (input: Input) => Promise<Answer>,
  onDone: (answer: Answer) => void,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: onDone,
    onSettled: () => client.invalidateQueries(peopleQuery(agencyId)),
  });
}
