import fc from 'fast-check';
import { expect, test } from 'vitest';
import data from '../database/reference-data/danger-tools.json' with { type: 'json' };
import { findFormGaps, type GapContext } from './case-form-gaps.ts';
import { ASSESSMENT_TOOL, DOMAINS, type FormDraft, RECORD_KINDS, type RecordKind } from './case-forms.ts';
import { dangerToolsSchema } from './case-risk.ts';

const [dangerTool] = dangerToolsSchema.parse(data).tools;
const now = new Date('2026-11-28T05:00:00Z');
const id = (n: number): string => `0198c0de-0000-7000-8000-00000000000${n}`;
const context: GapContext = { now, dangerTool, risk: 'medium', serviceIds: [id(2)] };

/** One whole form of each kind, of invented people. */
const WHOLE: { [Kind in RecordKind]: FormDraft<Kind> } = {
  registration: {
    ...{ name: 'สมมติ ใจดี', idNumber: '1-2345-67890-12-1', birth: { kind: 'exact', date: '2010-05-01' }, sex: 'female' },
    ...{
      nationality: 'th',
      language: 'th',
      disabilities: ['none'],
      pregnant: 'no',
      schoolStatus: 'in',
      basis: 'public-task',
    },
    caregiver: { kind: 'grandparent' },
    safeContact: {
      ...{ channel: 'call', detail: '0812345671', hours: { from: '09:00', to: '15:00' }, mustNotKnow: ['พ่อ'] },
      ...{ checkQuestion: 'แมวชื่ออะไร', checkAnswer: 'ส้ม' },
    },
  },
  danger: {
    ...{ tool: 'danger-now', toolVersion: '1', asked: 'alone' },
    answers: Object.fromEntries(dangerTool?.questions.map((question) => [question.id, 'unknown']) ?? []),
  },
  assessment: {
    ...ASSESSMENT_TOOL,
    domains: {
      ...Object.fromEntries(DOMAINS.map((domain) => [domain, { score: 0 }])),
      mind: { score: 2, codes: ['fear'] },
    },
    override: { level: 'high', reason: 'เคยถูกขู่' },
  },
  plan: {
    goals: [{ id: id(1), domain: 'mind', baseline: 2, target: 0, measure: 'นอนหลับได้', due: '2026-12-30' }],
    services: [{ id: id(2), code: 'counselling', goalId: id(1), by: 'own', responsible: 'worker', due: '2026-12-01' }],
    agreed: { answer: 'yes' },
  },
  'safety-plan': { signals: ['drinking'], place: 'บ้านยาย', call: [{ name: 'ยาย', phone: '0812345672' }] },
  'follow-up': {
    ...{ at: '2026-11-28T03:00:00Z', by: 'visit', seen: 'alone', safe: 'no', notSafeAction: ['moved-to-safety'] },
    ...{ services: [{ serviceId: id(2), result: 'received' }], next: '2026-12-05' },
  },
  conference: {
    ...{ at: '2026-11-28T03:00:00Z', personThere: 'yes' },
    attendance: [
      { id: id(3), name: 'หมอสมมติ', profession: 'doctor', came: 'yes' },
      { id: id(4), name: 'ครูสมมติ', profession: 'teacher', came: 'yes' },
    ],
    decisions: [{ id: id(5), code: 'school', text: 'คุยกับโรงเรียน', responsible: 'ครูสมมติ', due: '2026-12-01' }],
  },
  closure: {
    ...{ reason: 'goals-met', ownWords: 'นอนหลับได้แล้ว', worryAtStart: 9, worryNow: 2, safe: 'yes', callIfWorse: '1300' },
    mayAsk: { after30Days: true, after90Days: false },
  },
  note: { section: 'mind', text: 'พูดคุยแล้ว' },
};
const gapsOf = <Kind extends RecordKind>(kind: Kind, draft: FormDraft<Kind>, more: Partial<GapContext> = {}) =>
  findFormGaps(kind, draft, { ...context, ...more }).map(({ field, why }) => `${field} ${why}`);
/** The gaps of a whole form with some fields changed. */
const changed = <Kind extends RecordKind>(kind: Kind, change: Partial<FormDraft<Kind>>, more?: Partial<GapContext>) =>
  gapsOf(kind, { ...WHOLE[kind], ...change }, more);

test.each(RECORD_KINDS)('a whole %s has no gaps', (kind) => {
  expect(gapsOf(kind, WHOLE[kind])).toEqual([]);
});

/** Fields that a form can do without; a tool that is not named is not found, and then the whole tool is wrong. */
const OPTIONAL: Record<RecordKind, string[]> = {
  ...{
    registration: ['alias'],
    danger: ['note', 'tool', 'toolVersion'],
    assessment: ['override', 'toolVersion'],
    plan: [],
    note: [],
    conference: ['place'],
  },
  ...{ 'safety-plan': ['signalNote', 'bag', 'bagKeptWith', 'codeWord', 'children'], closure: ['note'] },
  'follow-up': ['services', 'changes', 'note'],
};
test.each(RECORD_KINDS)('whatever is taken out of a whole %s is named, unless it can do without', (kind) => {
  const whole = WHOLE[kind];
  const fields = fc.subarray(Object.keys(whole) as (keyof typeof whole)[]);
  const emptied = { answers: {}, domains: {} };
  fc.assert(
    fc.property(fields, (taken) => {
      const rest = Object.fromEntries(Object.entries(whole).filter(([field]) => !taken.includes(field as never)));
      const draft = { ...Object.fromEntries(Object.entries(emptied).filter(([field]) => field in whole)), ...rest };
      const gaps = findFormGaps(kind, draft as never, context).map(({ field }) => field.split('.')[0] as string);
      for (const field of taken as string[]) {
        if (!OPTIONAL[kind].includes(field) && !isMadeNeedless(field, taken)) expect(gaps).toContain(field);
      }
      if (taken.length === 0) expect(gaps).toEqual([]);
    }),
    { seed: 12 },
  );
});
/** Fields that are asked only because of another one. */
function isMadeNeedless(field: string, taken: readonly string[]): boolean {
  const because: Record<string, string[]> = {
    ...{ caregiver: ['birth'], pregnant: ['birth', 'sex'], safe: ['seen'], notSafeAction: ['safe', 'seen'] },
  };
  return taken.some((other) => because[field]?.includes(other));
}

test('a number needs its check digit, and excludes a reason for having none', () => {
  expect(changed('registration', { idNumber: '1234567890122' })).toEqual(['idNumber wrong']);
  expect(changed('registration', { noIdReason: 'lost' })).toEqual(['idNumber wrong']);
  expect(changed('registration', { idNumber: '', noIdReason: 'newborn' })).toEqual([]);
  expect(changed('registration', { idNumber: 'G123456789012' })).toEqual([]);
});

test('a person is called by name or by an alias, is not born in the future, and "none" is no disability beside another', () => {
  expect(changed('registration', { name: ' ', alias: 'นก' })).toEqual([]);
  expect(changed('registration', { birth: { kind: 'exact', date: '2026-11-29' }, pregnant: undefined })).toEqual([
    'birth wrong',
  ]);
  expect(changed('registration', { birth: { kind: 'estimated', year: 2027 }, caregiver: undefined })).toEqual([
    'birth wrong',
    'caregiver.kind missing',
  ]);
  expect(changed('registration', { disabilities: ['none', 'seeing'] })).toEqual(['disabilities wrong']);
  expect(changed('registration', { birth: { kind: 'estimated', year: 1990 }, caregiver: undefined })).toEqual([]);
});

test('who must not know is asked for, and makes a check question necessary', () => {
  const safeContact = { ...WHOLE.registration.safeContact, checkQuestion: '', checkAnswer: undefined };
  expect(changed('registration', { safeContact })).toEqual([
    'safeContact.checkQuestion missing',
    'safeContact.checkAnswer missing',
  ]);
  expect(changed('registration', { safeContact: { ...safeContact, mustNotKnow: [] } })).toEqual([]);
  expect(changed('registration', { safeContact: { ...safeContact, mustNotKnow: undefined } })).toEqual([
    'safeContact.mustNotKnow missing',
  ]);
  expect(changed('registration', { safeContact: { channel: 'none', mustNotKnow: [] } })).toEqual([]);
});

test('every danger question is answered, of the tool that the form names, and no other', () => {
  const { weapon: _, ...answers } = WHOLE.danger.answers;
  expect(changed('danger', { answers: { ...answers, 'has-a-dog': 'yes' } })).toEqual([
    'answers.weapon missing',
    'answers.has-a-dog wrong',
  ]);
  expect(changed('danger', {}, { dangerTool: undefined })).toEqual(['tool wrong']);
});

test('a serious domain says what was found, "other" says what, and another level says why', () => {
  const domains = { ...WHOLE.assessment.domains, mind: { score: 3 }, housing: { score: 1, codes: ['other' as const] } };
  expect(changed('assessment', { domains, override: { level: 'low' } })).toEqual([
    'domains.mind.codes missing',
    'domains.housing.note missing',
    'override.reason missing',
  ]);
});

test('mediation is barred while the risk is high, and only then', () => {
  const services = WHOLE.plan.services?.map((service) => ({ ...service, code: 'mediation' as const }));
  expect(changed('plan', { services }, { risk: 'high' })).toEqual(['services.0.code barred']);
  expect(changed('plan', { services }, { risk: 'medium' })).toEqual([]);
});

test('a plan aims at something better, by a day to come, for goals that it has, and says why nobody agreed', () => {
  const goals = WHOLE.plan.goals?.map((goal) => ({ ...goal, target: 3, due: '2026-11-27' }));
  const services = WHOLE.plan.services?.map((service) => ({ ...service, goalId: id(9) }));
  expect(changed('plan', { goals, services, agreed: { answer: 'unable' } })).toEqual([
    'goals.0.target wrong',
    'goals.0.due wrong',
    'services.0.goalId wrong',
    'agreed.reason missing',
  ]);
});

test('an attempt without the person needs no answer on safety; "not sure" needs an action as "no" does', () => {
  expect(changed('follow-up', { seen: 'not', safe: undefined, notSafeAction: undefined })).toEqual([]);
  expect(changed('follow-up', { safe: 'unsure', notSafeAction: [] })).toEqual(['notSafeAction missing']);
  expect(changed('follow-up', { safe: 'yes', notSafeAction: [] })).toEqual([]);
  expect(changed('follow-up', { at: '2026-11-29T00:00:00Z', next: '2026-11-27' })).toEqual(['at wrong', 'next wrong']);
  expect(changed('follow-up', {}, { serviceIds: [] })).toEqual(['services.0.serviceId wrong']);
});

test('one person alone is no conference', () => {
  const attendance = WHOLE.conference.attendance?.map((row, index) => ({
    ...row,
    came: index === 0 ? ('yes' as const) : ('excused' as const),
  }));
  expect(changed('conference', { attendance })).toEqual(['attendance missing']);
});

test('a closure has the words of the person, unless there is nobody to ask; then it has a note', () => {
  expect(gapsOf('closure', { reason: 'died' })).toEqual(['note missing']);
  expect(gapsOf('closure', { reason: 'lost', note: 'สามครั้งสองทาง' })).toEqual([]);
  expect(gapsOf('closure', { reason: 'lost', note: 'โทรหนึ่งครั้ง' }, { hasLostContact: false })).toEqual([
    'reason barred',
  ]);
  const own = { ownWords: undefined, worryAtStart: undefined, worryNow: undefined };
  expect(changed('closure', { ...own, reason: 'refused' })).toHaveLength(3);
  expect(changed('closure', { ...own, reason: 'refused', note: 'ไม่ประสงค์ตอบ' })).toEqual([]);
});
