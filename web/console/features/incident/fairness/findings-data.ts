import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FindingView, findingFiguresSchema, incidentFindingsSchema, openFindingsSchema } from '#contract/finding';
import { getJson, postJson } from '../../../api/request.ts';

const FINDINGS_KEY = ['findings'] as const;
/** Every reading is a recorded view: once for each opening, not each time the window gets the focus. */
const READ_ONCE = { staleTime: Number.POSITIVE_INFINITY, gcTime: 0, refetchOnWindowFocus: false } as const;

export function useIncidentFindings(incidentId: string) {
  return useQuery({
    queryKey: [...FINDINGS_KEY, incidentId],
    queryFn: async ({ signal }) =>
      incidentFindingsSchema.parse(await getJson(`/api/v1/incidents/${incidentId}/findings`, signal)),
    ...READ_ONCE,
  });
}

export function useOpenFindings() {
  return useQuery({
    queryKey: [...FINDINGS_KEY, 'open'],
    queryFn: async ({ signal }) => openFindingsSchema.parse(await getJson('/api/v1/findings', signal)),
    ...READ_ONCE,
  });
}

export function useFindingFigures(days: number) {
  return useQuery({
    queryKey: [...FINDINGS_KEY, 'figures', days],
    queryFn: async ({ signal }) =>
      findingFiguresSchema.parse(await getJson(`/api/v1/finding-figures?days=${days}`, signal)),
    ...READ_ONCE,
  });
}

/** Everything is read again, also after a refusal: somebody may have been faster. */
function useSending<Sent>(send: (sent: Sent, key: string) => Promise<unknown>, onSuccess: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (sent: Sent) => send(sent, crypto.randomUUID()),
    onSuccess,
    onSettled: () => client.invalidateQueries({ queryKey: FINDINGS_KEY }),
  });
}

export type NewFinding = { reportId: string; evidence: string[]; note: string; incidentIds: string[] };

export function usePropose(incidentId: string, onSuccess: () => void) {
  return useSending(
    (body: NewFinding, key) => postJson(`/api/v1/incidents/${incidentId}/findings`, body, key),
    onSuccess,
  );
}

/** A step of one finding, as `decide`. */
export function useFindingStep({ id, incidentId }: Pick<FindingView, 'id' | 'incidentId'>, onSuccess: () => void) {
  return useSending(
    ({ step, body }: { step: string; body: object }, key) =>
      postJson(`/api/v1/incidents/${incidentId}/findings/${id}/${step}`, body, key),
    onSuccess,
  );
}
