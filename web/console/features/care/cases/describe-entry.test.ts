import { expect, test } from 'vitest';
import { FORM_TEXTS } from '#contract/case-form-texts';
import { describeEntry } from './describe-entry.ts';

const say = {
  reason: (kind: string, code: string) => `${kind}:${code}`,
  to: (name: string) => `to ${name}`,
  household: (what: string) => (what === 'left' ? 'somebody left' : undefined),
};
const said = (kind: string, details: Record<string, string>) =>
  describeEntry({ kind: kind as 'held', details }, FORM_TEXTS.en, 'en', say);

test('an entry says in words which form, which need, to whom and why, and never a code', () => {
  expect(said('record-signed', { kind: 'plan' })).toBe(FORM_TEXTS.en.kinds.plan);
  expect(said('need-opened', { code: 'housing' })).toBe(FORM_TEXTS.en.domains.housing);
  expect(said('transfer-offered', { toTh: 'ศูนย์', toEn: 'Centre', reason: 'moved' })).toBe(
    'to Centre · transfer-offered:moved',
  );
  expect(said('transfer-forced', { toTh: 'ศูนย์', reason: 'ลาออก' })).toBe('to ศูนย์ · ลาออก');
  expect(said('risk-changed', { risk: 'high', was: 'low', reason: 'threats' })).toBe(
    `${FORM_TEXTS.en.risks.high} · threats`,
  );
  expect(said('household-changed', { what: 'left' })).toBe('somebody left');
  expect(said('household-changed', { what: 'new-code' })).toBe('');
  expect(said('accepted', {})).toBe('');
});
