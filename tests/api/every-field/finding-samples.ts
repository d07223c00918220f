import type { Database } from '../../../server/platform/database/database.ts';
import { aFinding } from '../../support/a-finding.ts';

/** What the samples of findings need of the test. */
type Given = {
  owner: Database;
  /** Ended incidents in which nothing was found, both of one account. */
  incidents: [{ id: string; reportId: string }, { id: string }];
  /** Further ended incidents, each for one finding. */
  ended: () => Promise<{ id: string }>;
  /** Who proposes. */
  proposerId: string;
};

const REASON = 'พยานสองคนยืนยันว่าขณะนั้นไม่มีใครอยู่ในร้านตามที่แจ้ง';

/** A sample for each line that writes of findings. */
export async function makeFindingSamples({ owner, incidents: [first, second], ended, proposerId }: Given) {
  const finding = async (given: Omit<Parameters<typeof aFinding>[1], 'incidentId'>, step: string) => {
    const { id } = await ended();
    const findingId = await aFinding(owner, { incidentId: id, ...given });
    return `/api/v1/incidents/${id}/findings/${findingId}/${step}`;
  };
  const at = (step: string) => `/api/v1/incidents/:id/findings/:findingId/${step}`;
  return {
    '/api/v1/incidents/:id/findings': [
      {
        by: 'duty1',
        url: `/api/v1/incidents/${first.id}/findings`,
        body: {
          ...{ reportId: first.reportId, evidence: ['witness', 'reporter-admits'], note: 'พยานอยู่ในร้าน' },
          incidentIds: [second.id],
        },
      },
    ],
    [at('withdraw')]: [
      { by: 'duty1', url: await finding({ by: proposerId }, 'withdraw'), body: { reason: 'เข้าใจผิด' } },
    ],
    [at('confirm')]: [
      {
        by: 'superintendent',
        url: await finding({}, 'confirm'),
        body: {
          ...{ answersRead: 0, reason: REASON, clauses: ['criminal-code-137', 'criminal-code-173'] },
          ...{ measures: ['warning', 'call-back-first'], callBackDays: 30 },
        },
      },
    ],
    [at('drop')]: [
      {
        by: 'superintendent',
        url: await finding({}, 'drop'),
        body: { dropReason: 'good-faith', note: 'ได้ยินเสียงทีวี' },
      },
    ],
    [at('notice')]: [
      { by: 'duty1', url: await finding({ status: 'confirmed' }, 'notice'), body: { way: 'in-person' } },
    ],
    [at('appeal')]: [
      { by: 'duty1', url: await finding({ status: 'confirmed' }, 'appeal'), body: { text: 'ไม่ได้แจ้งเล่น' } },
    ],
    [at('decide-appeal')]: [
      {
        by: 'superintendent',
        url: await finding({ status: 'appealed' }, 'decide-appeal'),
        body: { outcome: 'overturn', reason: REASON, answersRead: 0 },
      },
    ],
    [at('end-inquiry')]: [
      {
        by: 'duty1',
        url: await finding({ status: 'confirmed', hasInquiry: true }, 'end-inquiry'),
        body: { note: 'ไม่ดำเนินคดี' },
      },
    ],
  };
}
