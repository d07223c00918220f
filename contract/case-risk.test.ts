import fc from 'fast-check';
import { expect, test } from 'vitest';
import data from '../database/reference-data/danger-tools.json' with { type: 'json' };
import { CASE_RISKS, type CaseRisk, DOMAINS, FORM_CODES, type FormDraft } from './case-forms.ts';
import {
  type DangerTool,
  dangerToolOn,
  dangerToolsSchema,
  decideAssessment,
  decideDanger,
  isLostContact,
  needsRiskApproval,
} from './case-risk.ts';

const { tools } = dangerToolsSchema.parse(data);
const [tool = {} as DangerTool] = tools;
const ids = tool.questions.map(({ id }) => id);
const SEED = { seed: 12 };
const all = (answer: 'yes' | 'no' | 'unknown') => Object.fromEntries(ids.map((id) => [id, answer]));
const rank = (level: CaseRisk) => -CASE_RISKS.indexOf(level);

const answer = fc.constantFrom(...FORM_CODES.yesNoUnknown);
const wholeAnswers = fc
  .tuple(...ids.map(() => answer))
  .map((given) => Object.fromEntries(given.map((one, i) => [ids[i] ?? '', one])));

test('one starred or two others answered yes are high; eight times no is low; one other is medium', () => {
  for (const { id, starred } of tool.questions) {
    expect(decideDanger(tool, { ...all('no'), [id]: 'yes' }).level).toBe(starred ? 'high' : 'medium');
  }
  expect(decideDanger(tool, { ...all('no'), 'getting-worse': 'yes', 'nowhere-safe': 'yes' }).level).toBe('high');
  expect(decideDanger(tool, all('no')).level).toBe('low');
});

test('unknown counts half: never as no', () => {
  expect(decideDanger(tool, { ...all('no'), weapon: 'unknown' })).toMatchObject({ points: 1, level: 'medium' });
  expect(decideDanger(tool, { ...all('no'), weapon: 'unknown', choking: 'unknown' }).level).toBe('high');
  expect(decideDanger(tool, all('unknown')).level).toBe('high');
  fc.assert(
    fc.property(wholeAnswers, fc.constantFrom(...ids), (answers, id) => {
      const points = (given: 'yes' | 'no' | 'unknown') => decideDanger(tool, { ...answers, [id]: given }).points;
      expect(points('yes')).toBe(2 * points('unknown') - points('no'));
      expect(points('unknown')).toBeGreaterThan(points('no'));
    }),
    SEED,
  );
});

test('a level that is said before all is answered stays, whatever the rest is', () => {
  fc.assert(
    fc.property(wholeAnswers, fc.subarray(ids), (answers, asked) => {
      const some = Object.fromEntries(asked.map((id) => [id, answers[id] ?? 'no']));
      const early = decideDanger(tool, some);
      if (early.level !== undefined) expect(decideDanger(tool, answers).level).toBe(early.level);
      expect(early.level === undefined).toBe(early.points < tool.highFrom && asked.length < ids.length);
    }),
    SEED,
  );
});

test('the tool in force is the latest that has begun', () => {
  const later = { ...tool, toolVersion: '2', validFrom: '2027-01-01' };
  expect(dangerToolOn([later, tool], '2026-11-28')?.toolVersion).toBe('1');
  expect(dangerToolOn([tool, later], '2027-01-01')?.toolVersion).toBe('2');
  expect(dangerToolOn([tool], '2025-12-31')).toBeUndefined();
});

const scores = fc.tuple(...DOMAINS.map(() => fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined })));
const domainsOf = (given: (number | undefined)[]): FormDraft<'assessment'>['domains'] =>
  Object.fromEntries(DOMAINS.map((domain, index) => [domain, { score: given[index] }]));
const risk = fc.constantFrom(...CASE_RISKS);

test('the computed level is never below the danger questions and never below what one critical domain says', () => {
  fc.assert(
    fc.property(scores, fc.option(risk, { nil: undefined }), (given, danger) => {
      const { computed, open } = decideAssessment({ domains: domainsOf(given) }, danger);
      expect(computed === undefined).toBe(open.length > 0 && danger !== 'high' && !given.includes(3));
      if (computed === undefined) return;
      expect(rank(computed)).toBeGreaterThanOrEqual(rank(danger ?? 'low'));
      if (given.includes(3)) expect(computed).toBe('high');
      if (given.every((score) => score === undefined || score < 2) && danger !== 'high')
        expect(rank(computed)).toBe(rank(danger ?? 'low'));
    }),
    SEED,
  );
});

test('a worker who lowers high risk does not get round the approval', () => {
  fc.assert(
    fc.property(scores, risk, risk, (given, danger, level) => {
      const result = decideAssessment({ domains: domainsOf(given), override: { level, reason: 'เหตุผล' } }, danger);
      expect(result.level).toBe(level);
      expect(needsRiskApproval(result)).toBe(level === 'high' || result.computed === 'high');
      if (result.computed !== undefined) expect(result.lowered).toBe(rank(level) < rank(result.computed));
    }),
    SEED,
  );
});

test('contact is lost after three attempts in a row in two ways', () => {
  const attempt = (at: string, by: 'visit' | 'call', seen: 'not' | 'alone' = 'not') => ({ at, by, seen });
  const three = [attempt('2026-11-03', 'visit'), attempt('2026-11-01', 'call'), attempt('2026-11-02', 'call')];
  expect(isLostContact(three)).toBe(true);
  expect(isLostContact(three.map((one) => ({ ...one, by: 'call' as const })))).toBe(false);
  expect(isLostContact([...three, attempt('2026-11-02T09', 'visit', 'alone')])).toBe(false);
  expect(isLostContact([...three, attempt('2026-10-30', 'visit', 'alone')])).toBe(true);
});
