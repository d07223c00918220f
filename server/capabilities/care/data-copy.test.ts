import { expect, test } from 'vitest';
import { withholdFrom } from './data-copy.ts';

const BY_PERSON = { reason: 'person', textsRead: true, withheld: [] } as const;
const REGISTRATION = {
  ...{ name: 'นางเจ้าตัว', sex: 'female', idNumber: '1101700230708' },
  caregiver: { kind: 'mother', name: 'ยายทองดี', phone: '0811111111' },
  safeContact: {
    ...{ channel: 'call', detail: '0822222222', hours: 'any', mustNotKnow: ['สามี'] },
    ...{ checkQuestion: 'แมวชื่ออะไร', checkAnswer: 'ส้ม' },
  },
};

test('of other people only what they are to the person stays; what two agreed on is on no paper', () => {
  const { body, withheld } = withholdFrom('registration', REGISTRATION, BY_PERSON);
  expect(body).toEqual({
    ...{ name: 'นางเจ้าตัว', sex: 'female', idNumber: '1101700230708' },
    caregiver: { kind: 'mother' },
    safeContact: { channel: 'call', detail: '0822222222', hours: 'any' },
  });
  expect(withheld.map(({ code }) => code).toSorted()).toEqual(['other-person', 'secret']);
});

test('through whom somebody is reached is somebody else', () => {
  const safeContact = { channel: 'through-someone', detail: 'ป้าข้างบ้าน 0833333333' };
  expect(withholdFrom('registration', { safeContact }, BY_PERSON).body).toEqual({
    safeContact: { channel: 'through-someone' },
  });
});

test('free texts stay only where they were read; the own words of the person always stay', () => {
  const closure = { reason: 'goals-reached', ownWords: 'ขอบคุณ', callIfWorse: 'พี่สาว', note: 'พี่สาวชื่อเล็ก' };
  expect(withholdFrom('closure', closure, { ...BY_PERSON, textsRead: false })).toEqual({
    body: { reason: 'goals-reached', ownWords: 'ขอบคุณ' },
    withheld: [{ part: 'closure', code: 'other-person' }],
  });
  expect(withholdFrom('closure', closure, BY_PERSON).body).toMatchObject({ note: 'พี่สาวชื่อเล็ก' });
  const assessment = {
    domains: { safety: { score: 2, codes: ['hit'], note: 'เพื่อนบ้านเห็น' } },
    override: { level: 'high', reason: 'ลุงบอก' },
  };
  expect(withholdFrom('assessment', assessment, { ...BY_PERSON, textsRead: false }).body).toEqual({
    domains: { safety: { score: 2, codes: ['hit'] } },
    override: { level: 'high' },
  });
});

test('whoever asks for somebody else never learns where and how they are safe; a form can be withheld as a whole', () => {
  const byGuardian = { ...BY_PERSON, reason: 'guardian' } as const;
  const plan = { signals: ['threats'], place: 'บ้านป้า', call: [{ name: 'ยาย', phone: '0812345672' }] };
  expect(withholdFrom('safety-plan', plan, byGuardian)).toEqual({
    body: {},
    withheld: [{ part: 'safety-plan', code: 'protection' }],
  });
  expect(withholdFrom('danger', { answers: { a: 'yes' } }, byGuardian).body).toEqual({});
  expect(JSON.stringify(withholdFrom('registration', REGISTRATION, byGuardian))).not.toContain('0822222222');
  expect(withholdFrom('safety-plan', plan, BY_PERSON).body).toEqual({
    ...{ signals: ['threats'], place: 'บ้านป้า' },
  });
  expect(withholdFrom('plan', { goals: [] }, { ...BY_PERSON, withheld: ['plan'] })).toEqual({
    body: {},
    withheld: [{ part: 'plan', code: 'protection' }],
  });
});
