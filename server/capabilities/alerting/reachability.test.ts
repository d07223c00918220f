import { expect, test } from 'vitest';
import { reachabilityOf } from './reachability.ts';

const withoutChannel = { personId: 'a', hasConsole: false, hasPush: false, hasLine: false };
const none = { agencyId: 's', hasGroup: false, hasGateway: false };

test('an agency is reachable by any channel of its people or its own; otherwise the reason is given', () => {
  expect(reachabilityOf([], { ...none, hasGroup: true })).toEqual({ reachable: false, why: 'nobody' });
  expect(reachabilityOf([withoutChannel], none)).toEqual({ reachable: false, why: 'no-channel' });
  expect(reachabilityOf([withoutChannel], undefined)).toEqual({ reachable: false, why: 'no-channel' });
  for (const channel of ['hasConsole', 'hasPush', 'hasLine'] as const) {
    expect(reachabilityOf([withoutChannel, { ...withoutChannel, personId: 'b', [channel]: true }], none)).toEqual({
      reachable: true,
    });
  }
  for (const channel of ['hasGroup', 'hasGateway'] as const) {
    expect(reachabilityOf([withoutChannel], { ...none, [channel]: true })).toEqual({ reachable: true });
  }
});
