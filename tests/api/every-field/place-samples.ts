import type { Database } from '../../../server/platform/database/database.ts';
import { aRepeatPlace } from '../../support/a-repeat-place.ts';
import type { Officer } from '../../support/officer.ts';

/** What the samples of repeat places need of the test. */
type Given = { owner: Database; officer: Officer; agencyId: string; like: string };

/** A sample for each line that writes of places and visits. */
export async function makePlaceSamples({ owner, officer, agencyId, like }: Given) {
  const place = () => aRepeatPlace(owner, { like, agencyId });
  const at = (id: string, what: string) => `/api/v1/insight/places/${id}/${what}`;
  const must = async (url: string, body: object) => {
    const { status, body: answer } = await officer.post(url, body);
    if (status !== 200) throw new Error(`${url}: ${status} ${JSON.stringify(answer)}`);
  };
  const [first, second, third, fourth] = [await place(), await place(), await place(), await place()];
  for (const other of [third, fourth]) await must(at(second.id, 'join'), { placeId: other.id });
  const [cut, healed] = [await place(), await place()];
  for (const incidentId of healed.incidentIds) await must(at(healed.id, 'separate'), { incidentId });
  const joinable = [await place(), await place()];
  const sample = (id: string, what: string, body: object, other: object) => ({
    [`/api/v1/insight/places/:id/${what}`]: [{ by: 'duty1', url: at(id, what), body, other }],
  });
  return {
    ...sample(first.id, 'join', { placeId: joinable[0]?.id }, { placeId: joinable[1]?.id }),
    ...sample(second.id, 'part', { placeId: third.id }, { placeId: fourth.id }),
    ...sample(cut.id, 'separate', { incidentId: cut.incidentIds[0] }, { incidentId: cut.incidentIds[1] }),
    ...sample(healed.id, 'put-back', { incidentId: healed.incidentIds[0] }, { incidentId: healed.incidentIds[1] }),
    '/api/v1/insight/revisits/:id/answer': [
      {
        by: 'duty1',
        url: `/api/v1/insight/revisits/${first.revisitId}/answer`,
        body: { outcome: 'referred', cameOf: ['calm', 'advice-given'], referredTo: 'shelter', dangerNow: false },
        other: { outcome: 'refused', 'cameOf.*': 'injured', referredTo: 'hospital', dangerNow: true },
      },
    ],
  };
}
