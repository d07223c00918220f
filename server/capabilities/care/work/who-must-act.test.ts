import { expect, test } from 'vitest';
import { whoMustAct } from './who-must-act.ts';

const late = { agencyId: 'centre', workerId: 'worker', rule: 'plan', toAgencyId: null, toWorkerId: null };
const ofRule = (special: Partial<typeof late & { toAgencyId: string | null; toWorkerId: string | null }> | object) =>
  Object.values(whoMustAct({ ...late, ...special }));

test('what is late waits for the one who has to act: worker, whoever decides, or whoever was offered the case', () => {
  expect(ofRule({})).toEqual(['worker', 'centre', 'worker']);
  expect(ofRule({ rule: 'acceptance', workerId: null })).toEqual(['nobody', 'centre', null]);
  expect(ofRule({ rule: 'approval' })).toEqual(['decider', 'centre', null]);
  expect(ofRule({ rule: 'transfer', toAgencyId: 'other' })).toEqual(['agency', 'other', null]);
  expect(ofRule({ rule: 'transfer', toAgencyId: 'other', toWorkerId: 'receiver' })).toEqual([
    'receiver',
    'other',
    'receiver',
  ]);
});
