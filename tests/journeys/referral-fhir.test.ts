import { expect, test } from 'vitest';
import { rows, sql } from '../../server/platform/database/database.ts';
import { aCase } from '../support/a-case.ts';
import { aNeed, aReferral } from '../support/a-referral.ts';
import { getDemoPerson } from '../support/alarm.ts';
import { parseFhirBundle } from '../support/fhir-r4.ts';
import type { Officer } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const worker = await system.officer('caseworker');
const workerId = (await getDemoPerson(system, 'caseworker')).personId;
const [shelter, legal] = [await system.officer('shelter'), await system.officer('legal-aid')];

const bundle = async (officer: Officer, id: string) => {
  const answer = await fetch(`${system.url}/api/v1/referrals/${id}/fhir`, { headers: { cookie: officer.cookie } });
  const type = answer.headers.get('content-type');
  return { status: answer.status, type, body: (await answer.json()) as object };
};

test('another system gets what the page shows: who it is only after acceptance, and each export is recorded', async () => {
  const caseId = await aCase(db, { status: 'implementing', workerId, name: 'นางสาวสมมติ ส่งต่อ' });
  const id = await aReferral(db, caseId, { needId: await aNeed(db, caseId) });
  const before = await bundle(shelter, id);
  expect([before.status, before.type]).toEqual([200, 'application/fhir+json; charset=utf-8']);
  expect(parseFhirBundle(before.body)[0]).toMatchObject({ resourceType: 'Task', id, status: 'requested' });
  expect(JSON.stringify(before.body)).not.toMatch(/ส่งต่อ|ต้องการที่พัก|CS-/);
  // The sender knows it all along.
  expect(JSON.stringify((await bundle(worker, id)).body)).toContain('นางสาวสมมติ ส่งต่อ');

  expect((await shelter.post(`/api/v1/referrals/${id}/accept`, {})).status).toBe(200);
  const after = parseFhirBundle((await bundle(shelter, id)).body);
  expect(after.find(({ resourceType }) => resourceType === 'Patient')).toMatchObject({
    name: [{ text: 'นางสาวสมมติ ส่งต่อ' }],
  });
  expect(after.some(({ resourceType }) => resourceType === 'Consent')).toBe(true);
  expect((await bundle(legal, id)).status).toBe(404);
  expect(
    await rows(db, sql`SELECT action FROM audit.entries WHERE action = 'referral/export-fhir' AND subject_id = ${id}`),
  ).toHaveLength(3);
});
