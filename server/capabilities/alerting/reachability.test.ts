import { expect, test } from 'vitest';
import { reachabilityOf } from './reachability.ts';

const deaf = { personId: 'a', hasConsole: false, hasPush: false, hasLine: false };
const none = { agencyId: 's', hasGroup: false, hasGateway: false };

test('somebody is reached by any channel of theirs or of their agency, else it is said why not', () => {
  expect(reachabilityOf([], { ...none, hasGroup: true })).toEqual({ reachable: false, why: 'nobody' });
  expect(reachabilityOf([deaf], none)).toEqual({ reachable: false, why: 'no-channel' });
  expect(reachabilityOf([deaf], undefined)).toEqual({ reachable: false, why: 'no-channel' });
  for (const channel of ['hasConsole', 'hasPush', 'hasLine'] as const) {
    expect(reachabilityOf([deaf, { ...deaf, personId: 'b', [channel]: true }], none)).toEqual({ reachable: true });
  }
  for (const channel of ['hasGroup', 'hasGateway'] as const) {
    expect(reachabilityOf([deaf], { ...none, [channel]: true })).toEqual({ reachable: true });
  }
});
