import { useQuery } from '@tanstack/react-query';
import { assignmentsSchema, unitSuggestionsSchema } from '#contract/units';
import { getJson } from '../../../api/request.ts';
import { CHOICE, JOBS } from './follow-units.ts';

const path = (incidentId: string, what: string) => `/api/v1/incidents/${incidentId}/${what}`;

/** Every unit that was sent to the incident, with its job. */
export function useIncidentUnits(incidentId: string) {
  return useQuery({
    queryKey: [JOBS, incidentId],
    queryFn: async ({ signal }) =>
      assignmentsSchema.parse(await getJson(path(incidentId, 'units'), signal)).assignments,
  });
}

/** Units that could be sent, best first. */
export function useSuggestions(incidentId: string) {
  return useQuery({
    queryKey: [CHOICE, incidentId],
    queryFn: async ({ signal }) =>
      unitSuggestionsSchema.parse(await getJson(path(incidentId, 'unit-suggestions'), signal)),
  });
}
