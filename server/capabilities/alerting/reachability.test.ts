import { expect, test } from 'vitest';
import { judgeReachability } from './reachability.ts';

const withoutChannel = { hasConsole: false, hasPush: false, hasLine: false };
const none = { hasGroup: false, hasGateway: false };

test('an agency is reachable by any channel of its people or its own; otherwise the reason is given', () => {
  expect(judgeReachability([], { ...none, hasGroup: true })).toEqual({ reachable: false, why: 'nobody' });
  expect(judgeReachability([withoutChannel], none)).toEqual({ reachable: false, why: 'no-channel' });
  for (const channel of ['hasConsole', 'hasPush', 'hasLine'] as const) {
    expect(judgeReachability([withoutChannel, { ...withoutChannel, [channel]: true }], none)).toEqual({
      reachable: true,
    });
  }
  for (const channel of ['hasGroup', 'hasGateway'] as const) {
    expect(judgeReachability([withoutChannel], { ...none, [channel]: true })).toEqual({ reachable: true });
  }
});
