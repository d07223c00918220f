import { describe, expect, test } from 'vitest';
import { FORM_CODES } from '#contract/case-forms';
import { REFERRAL_STATUSES, type ReferralStatus } from '#contract/referral';
import type { ReferralDetail, ReferralPacket } from '#contract/referral-api';
import { parseFhirBundle } from '../../../tests/support/fhir-r4.ts';
import { buildFhirBundle, TASK_STATUS } from './fhir-bundle.ts';

const at = '2026-11-20T03:00:00.000Z';
const now = new Date('2026-11-28T03:00:00Z');
const place = {
  ...{ subdistrictTh: 'ในเมือง', subdistrictEn: 'Nai Mueang', districtTh: 'เมืองพิษณุโลก' },
  ...{ districtEn: 'Mueang Phitsanulok', provinceTh: 'พิษณุโลก', provinceEn: 'Phitsanulok' },
  ...{ subdistrictCode: '650101', districtCode: '6501', provinceCode: '65', precision: 'exact' as const },
};
const packet: ReferralPacket = {
  person: {
    ...{ name: 'เด็กหญิงสมมติ มีเรียน', alias: 'น้องดาว', idNumber: 'G000012345678', birthYear: 2014, sex: 'female' },
    ...{ language: 'shan', nationality: 'mm', disabilities: ['learning'], schoolStatus: 'out-under-1y' },
    guardian: { kind: 'mother', name: 'นางสมมติ มีเรียน', phone: '0812345678' },
    caregiver: { kind: 'grandparent' },
  },
  safeContact: {
    ...{ channel: 'call', detail: '0899999999', hours: { from: '09:00', to: '12:00' } },
    ...{ mustNotKnow: ['พ่อเลี้ยง'], checkQuestion: 'สีที่ชอบ', checkAnswer: 'เขียว' },
  },
  silent: true,
  why: 'ออกจากโรงเรียนกลางเทอม',
  basis: 'consent',
  extra: { yearsOut: 1, certified: true, lastSchool: 'โรงเรียนสมมติ' },
  builtAt: at,
};
const WITH_PERSON: readonly ReferralStatus[] = ['accepted', 'in-progress', 'on-hold', 'completed'];
const REASONS: Partial<Record<ReferralStatus, NonNullable<ReferralDetail['referral']['endReason']>>> = {
  ...{ 'declined-proposed': 'no-capacity', declined: 'missing-papers', 'not-completed': 'not-safe' },
  withdrawn: 'consent-withdrawn',
};

/** As a person of the receiver may see it. */
function aDetail(status: ReferralStatus, special: Partial<ReferralDetail['referral']> = {}): ReferralDetail {
  const wasAccepted = [...WITH_PERSON, 'not-completed'].includes(status);
  const isEnded = ['completed', 'not-completed', 'declined', 'expired', 'withdrawn'].includes(status);
  return {
    referral: {
      ...{ id: '0195a000-0000-7000-8000-000000000001', code: 'RF-69-00001', version: 1, status, statusSince: at },
      ...{
        need: 'school-learning',
        serviceCode: 'school-return',
        serviceId: null,
        urgency: 'urgent',
        statutory: false,
      },
      ...{ ageBand: '12-14', isMinor: true, silent: true, place, papers: ['birth-certificate'] },
      bundleId: '0195a000-0000-7000-8000-000000000009',
      from: { id: '0195a000-0000-7000-8000-000000000002', nameTh: 'ศูนย์สมมติ', nameEn: 'Invented centre' },
      to: { id: '0195a000-0000-7000-8000-000000000003', nameTh: 'กองทุนสมมติ', nameEn: 'Invented fund' },
      ...{ caseId: null, caseCode: null },
      offeredAt: status === 'draft' ? null : at,
      dueAt: status === 'draft' ? null : '2026-11-21T03:00:00.000Z',
      acceptedAt: wasAccepted ? at : null,
      updateDueAt: wasAccepted ? '2026-12-20T03:00:00.000Z' : null,
      outcomeDueAt: wasAccepted ? '2027-01-19T03:00:00.000Z' : null,
      hold: status === 'on-hold' ? { reason: 'term-not-begun', until: '2026-12-01T03:00:00.000Z' } : null,
      endedAt: isEnded ? '2026-11-27T03:00:00.000Z' : null,
      endReason: REASONS[status] ?? null,
      consequence: null,
      outcome: status === 'completed' ? 'formal-returned' : null,
      outcomeOn: status === 'completed' ? '2026-11-26' : null,
      confirmation: status === 'completed' ? 'to-ask' : 'none',
      ...special,
    },
    ...{ sides: ['receiver'], actions: [], timeline: [], bundle: [], mayConfirm: false },
    packet: WITH_PERSON.includes(status) ? packet : null,
  };
}

const bundleOf = (detail: ReferralDetail): unknown => JSON.parse(JSON.stringify(buildFhirBundle(detail, now)));

describe('one referral in each status', () => {
  test.each(REFERRAL_STATUSES)('%s', async (status) => {
    const json = bundleOf(aDetail(status));
    const [task, request, person] = parseFhirBundle(json);
    expect(task).toMatchObject({ resourceType: 'Task', status: TASK_STATUS[status] });
    expect([request?.resourceType, person?.resourceType]).toEqual(['ServiceRequest', 'Patient']);
    const file = `../../../docs/api/referral-fhir/${status}.json`;
    await expect(`${JSON.stringify(json, null, 2)}\n`).toMatchFileSnapshot(file);
  });
});

test('before acceptance nothing names the person, and no number stands where a machine would call it', () => {
  const personal = ['สมมติ มีเรียน', 'น้องดาว', 'G0000', '2014', 'พ่อเลี้ยง', 'ออกจากโรงเรียน', 'โรงเรียนสมมติ', '0899'];
  const before = JSON.stringify(bundleOf(aDetail('offered')));
  for (const word of personal) expect(before).not.toContain(word);
  const after = bundleOf(aDetail('accepted'));
  expect(JSON.stringify(after)).not.toContain('telecom');
  // Neither does the number of a relative: whom one may call says the safe contact alone.
  expect(JSON.stringify(after)).not.toContain('0812345678');
  const flags = parseFhirBundle(after).filter((one) => one.resourceType === 'Flag');
  expect(flags.map(({ code }) => code.coding?.[0]?.code)).toEqual(['silent', 'safe-contact']);
  const rules = JSON.stringify(flags);
  for (const rule of ['0899999999', '09:00-12:00', 'พ่อเลี้ยง', 'เขียว']) expect(rules).toContain(rule);
});

test('who must not be called is marked with the code of SDOH Clinical Care', () => {
  const prohibited = (detail: ReferralDetail) =>
    JSON.stringify(bundleOf(detail)).includes('contacting-subject-prohibited');
  expect(prohibited(aDetail('offered'))).toBe(true);
  expect(prohibited(aDetail('offered', { silent: false }))).toBe(false);
  const nobodyCalls = { ...packet, safeContact: { channel: 'none' } };
  expect(prohibited({ ...aDetail('accepted', { silent: false }), packet: nobodyCalls })).toBe(true);
});

test('every service is written with our own code and a category, and an agency that refers to itself stands there once', () => {
  for (const serviceCode of FORM_CODES.serviceCode) {
    const [, request] = parseFhirBundle(bundleOf(aDetail('accepted', { serviceCode })));
    expect(request).toMatchObject({ code: { coding: [{ code: serviceCode }] } });
  }
  const { from } = aDetail('draft').referral;
  const agencies = parseFhirBundle(bundleOf(aDetail('draft', { to: from })));
  expect(agencies.filter(({ resourceType }) => resourceType === 'Organization')).toHaveLength(1);
});

test('consent that was taken back is written as such, and another basis is no consent', () => {
  const consentIn = (detail: ReferralDetail) =>
    parseFhirBundle(bundleOf(detail)).find((one) => one.resourceType === 'Consent');
  const withdrawn = { ...aDetail('withdrawn'), packet };
  expect(consentIn(withdrawn)).toMatchObject({ status: 'inactive', provision: { type: 'deny' } });
  expect(consentIn(aDetail('accepted'))).toMatchObject({ status: 'active', provision: { type: 'permit' } });
  expect(consentIn({ ...aDetail('accepted'), packet: { ...packet, basis: 'legal-duty' } })).toBeUndefined();
});
