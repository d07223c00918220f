import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DOMAINS, FORM_CODES } from '#contract/case-forms';
import { decideEligibility, type EligibilityRule } from '#contract/service-eligibility';
import { addDays } from '#contract/thai-day';
import { DIRECTORY, servicesFor } from './directory-rules.ts';
import { freshnessOf } from './service.ts';
import { type Candidate, suggest } from './suggestion.ts';

const [now, today] = [new Date('2026-11-30T03:00:00Z'), '2026-11-30'];
let made = 0;
/** A shelter that was checked ten days ago and is one kilometre away, but for what the test says. */
function aService(but: Partial<Candidate> = {}): Candidate {
  made += 1;
  return {
    id: `00000000-0000-7000-8000-${String(made).padStart(12, '0')}`,
    ...{ agencyId: 'a', version: 1, code: 'shelter', nameTh: `บริการ ${made}`, nameEn: null, aboutTh: '', aboutEn: '' },
    ...{ eligibilityTh: '', eligibilityEn: '', rules: [], papers: [], papersNote: '', areaIds: ['a'] },
    ...{ hours: [], hoursNote: '', places: null, free: null, freeAt: null, waitDays: null, cost: 'free', costNote: '' },
    ...{ languages: ['th'], phone: '', place: null, statutory: false, statutorySource: '', status: 'active' },
    ...{ checkedOn: '2026-11-20', checkedBy: 'สาธิต', updatedByPersonId: null, updatedAt: now, distanceMetres: 1000 },
    ...but,
  };
}
const safety = { need: 'safety', facts: { risk: 'medium' } } as const;
const ask = (services: Candidate[], asked: Parameters<typeof suggest>[1] = safety) =>
  suggest(services, asked, { now, today });
const namesOf = (services: Candidate[], asked?: Parameters<typeof suggest>[1]) =>
  ask(services, asked).suggested.map(({ service }) => service.nameTh);

test('the nearer of two that fit alike comes first', () => {
  const [far, near] = [aService({ distanceMetres: 9000 }), aService({ distanceMetres: 200 })];
  expect(namesOf([far, near])).toEqual([near.nameTh, far.nameTh]);
});

test('what fits the need better comes before what is nearer', () => {
  const [advice, shelter] = [
    aService({ code: 'counselling', distanceMetres: 10 }),
    aService({ distanceMetres: 50_000 }),
  ];
  expect(namesOf([advice, shelter])).toEqual([shelter.nameTh, advice.nameTh]);
});

test('what is full comes last and says so; a count of last week is no knowledge', () => {
  const hour = 3_600_000;
  const full = aService({ places: 8, free: 0, freeAt: new Date(now.getTime() - hour), distanceMetres: 1 });
  const old = aService({ places: 8, free: 0, freeAt: new Date(now.getTime() - 100 * hour), distanceMetres: 2 });
  const some = aService({ places: 8, free: 3, freeAt: now, distanceMetres: 3000 });
  const { suggested } = ask([full, old, some]);
  expect(suggested.map(({ service }) => service.nameTh)).toEqual([old.nameTh, some.nameTh, full.nameTh]);
  const codesOf = (at: number) => suggested[at]?.reasons.map(({ code }) => code);
  expect(codesOf(0)).toContain('places-unknown');
  expect(suggested[1]?.reasons).toContainEqual({ code: 'places-free', free: 3 });
  expect(codesOf(2)).toContain('no-places');
});

test('a service that nobody has checked for half a year, or ever, is left out and named', () => {
  const stale = aService({ checkedOn: addDays(today, -DIRECTORY.staleAfterDays) });
  const due = aService({ checkedOn: addDays(today, 1 - DIRECTORY.staleAfterDays) });
  const never = aService({ checkedOn: null });
  const { suggested, leftOut } = ask([stale, due, never]);
  expect(suggested.map(({ service }) => service.nameTh)).toEqual([due.nameTh]);
  expect(suggested[0]?.reasons).toContainEqual({ code: 'check-due', on: addDays(today, 1) });
  expect(leftOut.map(({ because }) => because)).toEqual(['stale', 'stale']);
});

test('who may not use it is told the rule; whoever may perhaps is asked first, after those who may', () => {
  const rule = { fact: 'age', to: 17 } as const;
  const [children, all] = [aService({ rules: [rule], distanceMetres: 1 }), aService({ distanceMetres: 9000 })];
  expect(ask([children, all], { ...safety, facts: { risk: 'low', age: 40 } }).leftOut).toEqual([
    { service: children, because: 'not-eligible', failed: [rule] },
  ]);
  const { suggested } = ask([children, all]);
  expect(suggested.map(({ service }) => service.nameTh)).toEqual([all.nameTh, children.nameTh]);
  expect(suggested[1]?.reasons).toContainEqual({ code: 'ask-first', facts: ['age'] });
});

test.each([
  ['high', 'high-risk'],
  [undefined, 'high-risk'],
  ['low', undefined],
] as const)('mediation while the risk is %s', (risk, because) => {
  const facts = risk === undefined ? {} : { risk };
  const { leftOut, suggested } = ask([aService({ code: 'mediation' })], { need: 'legal-documents', facts });
  expect(leftOut[0]?.because).toBe(because);
  expect(suggested).toHaveLength(because ? 0 : 1);
});

test('the provider that has declined is not suggested again', () => {
  const [first, second] = [aService({ distanceMetres: 1 }), aService({ distanceMetres: 2 })];
  const { suggested, leftOut } = ask([first, second], { ...safety, except: [first.id] });
  expect(suggested.map(({ service }) => service.id)).toEqual([second.id]);
  expect(leftOut).toEqual([{ service: first, because: 'tried', failed: [] }]);
});

test('somebody who speaks Burmese is offered first where Burmese is spoken', () => {
  const [near, far] = [aService({ distanceMetres: 1 }), aService({ distanceMetres: 9000, languages: ['th', 'my'] })];
  expect(namesOf([near, far], { ...safety, language: 'my' })).toEqual([far.nameTh, near.nameTh]);
  expect(namesOf([near, far], { ...safety, language: 'th' })).toEqual([near.nameTh, far.nameTh]);
});

test('every need has services, and every service but the last resort meets some need', () => {
  const met = new Set(DOMAINS.flatMap((need) => servicesFor(need)));
  expect(FORM_CODES.serviceCode.filter((code) => !met.has(code))).toEqual([]);
});

test('whatever stands in the directory: each fitting service is suggested or left out, once, and nothing else is', () => {
  const service = fc
    .record({
      code: fc.constantFrom(...FORM_CODES.serviceCode),
      status: fc.constantFrom<Candidate['status']>('active', 'paused', 'ended'),
      checkedOn: fc.constantFrom(null, '2026-01-01', '2026-06-20', '2026-11-29'),
      distanceMetres: fc.option(fc.integer({ min: 0, max: 90_000 })),
      free: fc.option(fc.integer({ min: 0, max: 3 })),
      rules: fc.constantFrom<EligibilityRule[]>([], [{ fact: 'age', to: 17 }], [{ fact: 'risk', oneOf: ['low'] }]),
    })
    .map((one) => aService({ ...one, freeAt: one.free === null ? null : now }));
  const asked = fc.record({
    need: fc.constantFrom(...DOMAINS),
    facts: fc.constantFrom({}, { age: 9 }, { age: 40, risk: 'high' as const }, { age: 5, risk: 'low' as const }),
  });
  fc.assert(
    fc.property(fc.array(service, { maxLength: 12 }), asked, (services, question) => {
      const { suggested, leftOut } = ask(services, question);
      const fitting = services.filter(
        ({ code, status }) => servicesFor(question.need).includes(code) && status !== 'ended',
      );
      const named = [...suggested, ...leftOut].map(({ service: { id } }) => id);
      expect(named.toSorted()).toEqual(fitting.map(({ id }) => id).toSorted());
      for (const { service: one } of suggested) {
        expect(one.status).toBe('active');
        expect(['fresh', 'due']).toContain(freshnessOf(one.checkedOn, today).freshness);
        expect(decideEligibility(one.rules, question.facts).verdict).not.toBe('not-eligible');
      }
      // The order does not depend on the order in which they were read.
      expect(ask(services.toReversed(), question).suggested).toEqual(suggested);
    }),
    { seed: 20_261_129, numRuns: 200 },
  );
});
