import type { Database } from '../../../server/platform/database/database.ts';
import { aRosterProposal } from '../../support/a-roster-proposal.ts';
import type { Officer } from '../../support/officer.ts';
import { aYearOf } from '../../support/past-incidents.ts';
import type { TestSystem } from '../../support/test-system.ts';

type Given = {
  system: Pick<TestSystem, 'clock' | 'until'> & { owner: Database };
  analyst: Officer;
  /** Two stations of the province with units; the first has incidents. */
  stations: [string, string];
};

/** A sample for each line that asks for a simulation, or decides on what came of one. */
export async function makeStaffingSamples({ system, analyst, stations: [one, other] }: Given) {
  await aYearOf(system.owner, system.clock.now(), { agencyId: one, province: '65', perHour: 0.05, sceneMinutes: 30 });
  const path = '/api/v1/insight/simulations';
  const asked = {
    ...{ province: '65', target: { minutes: 15, share: 0.9, team: true }, seed: 5, replications: 20 },
  };
  const { body, status } = await analyst.post<{ id: string }>(path, { ...asked, question: { kind: 'as-is' } });
  if (status !== 202) throw new Error(`no simulation: ${status} ${JSON.stringify(body)}`);
  await system.until(async () => {
    const { state } = (await analyst.get<{ state: string }>(`${path}/${body.id}`)).body;
    return state === 'done' ? state : undefined;
  });
  const proposal = `/api/v1/roster-proposals/${await aRosterProposal(system.owner, one)}`;
  return {
    [path]: [
      {
        ...{ by: 'analyst', url: path, body: { ...asked, question: { kind: 'as-is' } } },
        other: { province: '64', 'question.kind': 'aid' },
      },
      // Of these no other kind has the same fields: it stands last, because nothing is tried after it.
      {
        ...{ by: 'analyst', url: path },
        body: { ...asked, question: { fromAgencyId: one, toAgencyId: other, hours: [3, 4], kind: 'move' } },
        other: {
          ...{ province: '64', 'question.fromAgencyId': other, 'question.toAgencyId': one, 'question.hours.*': 7 },
        },
      },
      {
        ...{ by: 'analyst', url: path },
        body: { ...asked, question: { agencyId: one, shift: 'night', kind: 'fewer' } },
        other: { province: '64', 'question.agencyId': other },
      },
    ],
    '/api/v1/insight/simulations/:id/proposal': [
      { by: 'analyst', url: `${path}/${body.id}/proposal`, body: { agencyId: one }, other: { agencyId: other } },
    ],
    '/api/v1/roster-proposals/:id/accept': [
      { by: 'superintendent', url: `${proposal}/accept`, body: { units: new Array(21).fill(2) } },
    ],
    '/api/v1/roster-proposals/:id/decline': [
      { by: 'superintendent', url: `${proposal}/decline`, body: { reason: 'ไม่มีคนพอ' } },
    ],
  };
}
