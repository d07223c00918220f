import { expect, test } from 'vitest';
import { FORM_CODES } from '#contract/case-forms';
import {
  REFERRAL_DECLINES,
  REFERRAL_FAILURES,
  REFERRAL_OUTCOMES,
  REFERRAL_STATUSES,
  REFERRAL_WITHDRAWALS,
  type ReferralStatus,
} from '#contract/referral';
import { CODINGS, sdohCategory, taiwanAcceptance, taiwanProcessing } from './codings.ts';

test('every code of ours has a counterpart, or says that there is none', () => {
  const { sdoh, taiwan } = CODINGS;
  const sorted = (codes: readonly string[]) => [...codes].sort();
  const pairs: [readonly string[], object][] = [
    [FORM_CODES.serviceCode, sdoh.services],
    [FORM_CODES.serviceCode, taiwan.services.codes],
    [REFERRAL_STATUSES, taiwan.statuses],
    [Object.keys(REFERRAL_DECLINES), taiwan.declines],
    [Object.keys(REFERRAL_FAILURES), taiwan.failures],
    [Object.keys(REFERRAL_WITHDRAWALS), taiwan.withdrawals],
    [Object.keys(REFERRAL_OUTCOMES), taiwan.outcomes],
  ];
  for (const [ours, mapped] of pairs) {
    expect(sorted(Object.keys(mapped))).toEqual(sorted(ours));
    expect(Object.values(mapped)).not.toContain(undefined);
  }
});

test('every code of theirs that is used has its name, and the whole is marked unverified', () => {
  const { sdoh, unverified } = CODINGS;
  expect(unverified).toBe(true);
  const used = [...Object.values(sdoh.services).filter((code) => code !== null), sdoh.unspecified];
  for (const code of used) expect(sdoh.displays[code], code).toBeTruthy();
  expect(sdohCategory('shelter').code).toBe('sdoh-category-unspecified');
  expect(sdohCategory('school-return').code).toBe('educational-attainment');
});

test('what the Taiwanese codes say follows the status, and a reason or an outcome says it more exactly', () => {
  const said = (status: ReferralStatus, endReason: string | null = null, outcome: 'waiting-term' | null = null) => {
    const ended = { status, endReason, outcome };
    return [taiwanAcceptance(ended)?.code, taiwanProcessing(ended)?.code];
  };
  expect(said('draft')).toEqual([undefined, undefined]);
  expect(said('offered')).toEqual([undefined, 'pending']);
  expect(said('declined', 'no-capacity')).toEqual(['not-accepted', 'failed']);
  expect(said('declined', 'missing-papers')).toEqual(['returned', 'failed']);
  expect(said('completed')).toEqual(['accepted', 'completed']);
  expect(said('completed', null, 'waiting-term')).toEqual(['accepted', 'pending']);
  expect(said('not-completed', 'not-safe')).toEqual(['accepted', 'failed']);
  expect(said('withdrawn', 'need-gone')).toEqual([undefined, 'other']);
});
