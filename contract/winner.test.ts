import { expect, test } from 'vitest';
import en from './texts/winners.en.json' with { type: 'json' };
import th from './texts/winners.th.json' with { type: 'json' };
import { describeWinner } from './winner.ts';

const at = '2026-11-28T01:30:00.000Z';
const did = 'incident/closed';

test('says who was faster, for which agency, with which action and when, in both languages', () => {
  const params = { name: 'ร.ต.ต. สมมติ', agencyTh: 'สภ.เมือง', agencyEn: 'Mueang', did, at };
  expect(describeWinner(params, 'th')).toBe('ร.ต.ต. สมมติ (สภ.เมือง) ปิดเหตุแล้ว เมื่อ 28 พ.ย. 2569 08:30 น.');
  expect(describeWinner(params, 'en')).toBe('ร.ต.ต. สมมติ (Mueang) closed it, 28 Nov 2026, 08:30');
  expect(describeWinner({ by: 'reporter', did, at }, 'th')).toMatch(/^ผู้แจ้ง ปิดเหตุแล้ว/);
});

test('says nothing where nobody was faster, or for an action without a text', () => {
  expect(describeWinner({ name: 'x' }, 'th')).toBeUndefined();
  expect(describeWinner({ name: 'x', did: 'incident/unknown', at }, 'en')).toBeUndefined();
});

test('both languages have the same actions', () => {
  expect(Object.keys(en)).toEqual(Object.keys(th));
});
