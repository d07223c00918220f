import { expect, test } from 'vitest';
import {
  CERTIFICATE_STATUSES,
  CERTIFICATE_STEPS,
  type CertificateStep,
  type NewCertificates,
} from '#contract/recognition';
import { type Certificate, citizenBar, proposeCertificates, stepCertificates } from './certificate.ts';

const closed = { id: 'i', status: 'closed', isExercise: false, disposition: 'handled' };
const asked: NewCertificates = {
  ...{ agencyId: 'a', kind: 'citizen', citation: 'good-citizen', incidentId: 'i', givenOn: '2026-11-28', signers: [] },
  people: [
    {
      ...{ name: 'นายสมมติ', position: '', role: 'patrol', personId: 'p', shown: 'private' },
      consent: { on: '2026-11-20', kept: 'แฟ้ม' },
    },
  ],
};
let made = 0;
const facts = { incident: closed, personId: 'me', now: new Date(0), newId: () => `${++made}` };
const [one] = proposeCertificates(asked, facts) as [Certificate];

test('a citizen is thanked after the incident is closed, if it was real', () => {
  expect(citizenBar(closed)).toBeUndefined();
  for (const status of ['open', 'acknowledged', 'resolved', 'reopened'])
    expect(citizenBar({ ...closed, status }), status).toBe('not-closed');
  for (const disposition of ['false-report', 'test', 'unfounded'])
    expect(citizenBar({ ...closed, disposition }), disposition).toBe('not-real');
  expect(citizenBar({ ...closed, isExercise: true })).toBe('not-real');
});

test('a citizen has neither an account nor a service role on their certificate, and is private by default', () => {
  expect(one).toMatchObject({ personId: null, role: null, shown: 'private', status: 'proposed' });
});

test('nothing is shown outside that nobody asked for in writing, of an officer neither', () => {
  const person = { ...asked.people[0], consent: null };
  const officer = { ...asked, kind: 'officer', citation: 'duty-well-done', incidentId: null } as const;
  const propose = (shown: 'private' | 'initials' | 'name') =>
    proposeCertificates({ ...officer, people: [{ ...person, shown } as never] }, { ...facts, incident: undefined });
  expect(propose('private')).toHaveLength(1);
  for (const shown of ['initials', 'name'] as const) expect(() => propose(shown)).toThrow('recognition/consent-needed');
});

test('each step only from where the table allows it, and of many all or none', () => {
  for (const step of Object.keys(CERTIFICATE_STEPS) as CertificateStep[])
    for (const status of CERTIFICATE_STATUSES) {
      const from = CERTIFICATE_STEPS[step].from as readonly string[];
      const known = [{ ...one, status }];
      const move = () => stepCertificates(known, step, 'another');
      if (from.includes(status)) expect(move()).toMatchObject([{ status: CERTIFICATE_STEPS[step].to }]);
      else expect(move, `${step} ${status}`).toThrow('recognition/changed-meanwhile');
    }
  expect(() => stepCertificates([one, { ...one, status: 'issued' }], 'approve', 'another')).toThrow();
});

test('whoever proposed it, or gets it, decides neither way', () => {
  for (const step of ['approve', 'decline'] as const) {
    expect(() => stepCertificates([one], step, 'me')).toThrow('recognition/self-approval');
    expect(() => stepCertificates([{ ...one, personId: 'holder' }], step, 'holder')).toThrow(
      'recognition/self-approval',
    );
  }
});
