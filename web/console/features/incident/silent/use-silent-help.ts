import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type SilentHelp, silentHelpSchema } from '#contract/silent-help';
import { getJson } from '../../../api/request.ts';

/**
 * What was asked and what each phone would show. Read again when something was asked or answered (`turns`), and not
 * with every change of the incident: each reading is a look on record.
 */
export function useSilentHelp(incidentId: string, turns: number) {
  return useQuery<SilentHelp>({
    queryKey: ['incident', incidentId, 'questions', turns],
    queryFn: async ({ signal }) =>
      silentHelpSchema.parse(await getJson(`/api/v1/incidents/${incidentId}/questions`, signal)),
    placeholderData: keepPreviousData,
  });
}
