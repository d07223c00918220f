import type { Officer } from '../../support/officer.ts';

/** What the samples of certificates need of the test. */
type Given = {
  /** Proposes; its agency lies below the one in whose name certificates are given. */
  station: Officer;
  /** Decides. */
  province: Officer;
  provinceId: string;
  personIds: [string, string];
  incidentIds: [string, string];
};

/** A sample for each line that writes certificates. */
export async function makeRecognitionSamples({ station, province, provinceId, personIds, incidentIds }: Given) {
  const certificate = {
    ...{ agencyId: provinceId, kind: 'officer', citation: 'duty-well-done', incidentId: incidentIds[0] },
    ...{ givenOn: '2026-11-28', signers: [{ name: 'นายสมหมาย ตัวอย่าง', position: 'ผู้ว่าราชการจังหวัด' }] },
    people: [
      {
        ...{ name: 'ด.ต.สมมติ ตัวอย่าง', position: 'ผู้บังคับหมู่', role: 'patrol', personId: personIds[0] },
        ...{ consent: { on: '2026-11-20', kept: 'แฟ้ม ก.' }, shown: 'name' },
      },
    ],
  };
  const propose = async (): Promise<string> => {
    const people = certificate.people.map((one) => ({ ...one, personId: null }));
    const body = { ...certificate, people, incidentId: null };
    const { status, body: made } = await station.post<{ ids: string[] }>('/api/v1/certificates', body);
    if (status !== 200) throw new Error(`a certificate was not proposed: ${status} ${JSON.stringify(made)}`);
    return made.ids[0] ?? '';
  };
  const move = async (step: string, ids: string[]) => {
    const { status, body } = await province.post(`/api/v1/certificates/${step}`, { ids });
    if (status !== 200) throw new Error(`${step}: ${status} ${JSON.stringify(body)}`);
    return ids;
  };
  const two = async () => [await propose(), await propose()] as [string, string];
  const [toApprove, toDecline, toWithdraw] = [await two(), await two(), await two()];
  const toIssue = await move('approve', await two());
  const [issued = ''] = await move('issue', await move('approve', [await propose()]));
  const several = (by: string, step: string, [id, another]: readonly string[], more: object = {}) => ({
    [`/api/v1/certificates/${step}`]: [
      {
        ...{ by, url: `/api/v1/certificates/${step}`, body: { ids: [id], ...more } },
        other: { 'ids.*': another },
      },
    ],
  });
  return {
    '/api/v1/certificates': [
      {
        ...{ by: 'superintendent', url: '/api/v1/certificates', body: certificate },
        other: {
          ...{ agencyId: '00000000-0000-7000-8000-000000000001', incidentId: incidentIds[1] },
          ...{ 'people.*.personId': personIds[1], givenOn: '2026-11-27', 'people.*.consent.on': '2026-11-19' },
        },
      },
    ],
    ...several('commander', 'approve', toApprove),
    ...several('commander', 'decline', toDecline, { reason: 'ชื่อไม่ครบ' }),
    ...several('superintendent', 'withdraw', toWithdraw),
    ...several('commander', 'issue', toIssue),
    '/api/v1/certificates/:id/revoke': [
      {
        ...{ by: 'commander', url: `/api/v1/certificates/${issued}/revoke` },
        body: { reason: 'wrong-details', note: 'สะกดชื่อผิด' },
      },
    ],
    '/api/v1/certificates/:id/shown': [
      {
        ...{ by: 'commander', url: `/api/v1/certificates/${issued}/shown` },
        body: { shown: 'initials', consent: { on: '2026-11-21', kept: 'แฟ้ม ข.' } },
        other: { 'consent.on': '2026-11-22' },
      },
    ],
  };
}
