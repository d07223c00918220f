import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type SilentHelp, silentHelpSchema } from '#contract/silent-help';
import { getJson } from '../../../api/request.ts';

/**
 * The questions, and what each phone would show. Reloaded only when something was asked or answered (`turns`), not with
 * every change of the incident, because each reading is a recorded view.
 */
export function useSilentHelp(incidentId: string, turns: number) {
  return useQuery<SilentHelp>({
    queryKey: ['incident', incidentId, 'questions', turns],
    queryFn: async ({ signal }) =>
      silentHelpSchema.parse(await getJson(`/api/v1/incidents/${incidentId}/questions`, signal)),
    placeholderData: keepPreviousData,
  });
}
