import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CASES_KEY } from '../cases-key.ts';
import { takeStep } from './case-data.ts';

/** A step of the state table, as `accept`, and what it says besides. */
export type CaseStep = { step: string; body?: object };

/** Takes steps of a case. What has been read of cases is read again, also after a refusal: somebody may have been faster. */
export function useCaseStep(caseId: string, onSuccess?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ step, body }: CaseStep) => takeStep(caseId, step, body),
    onSuccess,
    onSettled: () => client.invalidateQueries({ queryKey: CASES_KEY }),
  });
}
