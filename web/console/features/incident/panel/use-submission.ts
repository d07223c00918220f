import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { IncidentDetail, IncidentSummary } from '#contract/incident';
import { isWorthRetrying, ProblemError } from '../../../api/request.ts';
import { type Submission, submit } from '../commands.ts';
import { detailKey } from './use-detail.ts';

type Keyed = { submission: Submission; key: string };

export type Sending = {
  send(submission: Submission): void;
  /** Sends the failed one again under its own key: whether or not it had arrived, it counts once. */
  again(): void;
  dismiss(): void;
  /** Number of actions taken so far (without messages): when it grows, the open form of an action closes. */
  taken: number;
  pending: Submission | null;
  failed: { submission: Submission; error: unknown; canRetry: boolean } | null;
};

/** Posts actions on one incident. The answer is shown at once, before the live stream brings it. */
export function useSubmission(incidentId: string, onChanged: (incident: IncidentSummary) => void): Sending {
  const client = useQueryClient();
  const [taken, setTaken] = useState(0);
  const mutation = useMutation<IncidentDetail, unknown, Keyed>({
    mutationFn: ({ submission, key }) => submit(incidentId, submission, key),
    retry: (count, error) => count < 2 && isWorthRetrying(error),
    onSuccess: (detail, { submission }) => {
      if (submission.action !== 'messages' && submission.action !== 'questions') setTaken((count) => count + 1);
      client.setQueryData(detailKey(incidentId), detail);
      onChanged(detail.incident);
    },
    onError: (error) => {
      // A refusal means that this page showed something outdated.
      if (error instanceof ProblemError && error.problem.status === 409) {
        void client.invalidateQueries({ queryKey: detailKey(incidentId) });
      }
    },
  });
  const last = mutation.variables;
  return {
    send: (submission) => {
      if (!mutation.isPending) mutation.mutate({ submission, key: crypto.randomUUID() });
    },
    again: () => {
      if (last && !mutation.isPending) mutation.mutate(last);
    },
    dismiss: mutation.reset,
    taken,
    pending: mutation.isPending && last ? last.submission : null,
    failed:
      mutation.isError && last
        ? { submission: last.submission, error: mutation.error, canRetry: isWorthRetrying(mutation.error) }
        : null,
  };
}
