import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type PlacePurpose, placeDetailOfSchema, type RevisitAnswer, repeatPlacesSchema } from '#contract/places';
import { getJson, postJson } from '../../../api/request.ts';

const PLACES_KEY = ['repeat-places'] as const;

export function useRepeatPlaces() {
  return useQuery({
    queryKey: [...PLACES_KEY, 'list'],
    queryFn: async ({ signal }) => repeatPlacesSchema.parse(await getJson('/api/v1/insight/repeat-places', signal)),
  });
}

/** Every reading is a recorded view: once for each opening, not each time the window gets the focus. */
export function usePlace(id: string, purpose: PlacePurpose | undefined) {
  return useQuery({
    queryKey: [...PLACES_KEY, id, purpose],
    queryFn: async ({ signal }) =>
      placeDetailOfSchema.parse(await getJson(`/api/v1/insight/places/${id}?purpose=${purpose}`, signal)),
    ...{ staleTime: Number.POSITIVE_INFINITY, gcTime: 0, refetchOnWindowFocus: false, enabled: purpose !== undefined },
  });
}

/** Everything is read again, also after a refusal: somebody may have been faster. */
function useSending<Sent>(send: (sent: Sent, key: string) => Promise<unknown>, onSuccess?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (sent: Sent) => send(sent, crypto.randomUUID()),
    onSuccess: () => onSuccess?.(),
    onSettled: () => client.invalidateQueries({ queryKey: PLACES_KEY }),
  });
}

export function useAnswer(revisitId: string, onSuccess: () => void) {
  return useSending(
    (answer: RevisitAnswer, key) => postJson(`/api/v1/insight/revisits/${revisitId}/answer`, answer, key),
    onSuccess,
  );
}

type Correction = { what: 'join' | 'part'; placeId: string } | { what: 'separate' | 'put-back'; incidentId: string };

export function useCorrection(placeId: string) {
  return useSending(({ what, ...body }: Correction, key) =>
    postJson(`/api/v1/insight/places/${placeId}/${what}`, body, key),
  );
}
