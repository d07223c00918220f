import { describe, expect, test } from 'vitest';
import { allowedActions, INCIDENT_STATUSES } from '#contract/incident-status';
import { actionsFor } from './actions.ts';

const everything = [...new Set(INCIDENT_STATUSES.flatMap(allowedActions)), 'eta', 'transfer', 'messages'];

describe('the next action', () => {
  test.each([
    ['open', 'acknowledge'],
    ['reopened', 'acknowledge'],
    ['acknowledged', 'assign'],
    ['unit-assigned', 'en-route'],
    ['en-route', 'on-scene'],
    ['on-scene', 'resolve'],
    ['resolved', 'close'],
    ['closed', null],
    ['merged', null],
  ] as const)('after %s: %s', (status, next) => {
    expect(actionsFor(status, everything, false).next).toBe(next);
  });

  test.each(INCIDENT_STATUSES)('in %s nothing is offered that the state table forbids', (status) => {
    const { next, others, skips } = actionsFor(status, everything, false);
    const offered = [...(next ? [next] : []), ...others, ...skips].filter(
      (action) => action !== 'eta' && action !== 'transfer',
    );
    for (const action of offered) expect(allowedActions(status)).toContain(action);
  });

  test('what the server does not permit is not offered', () => {
    expect(actionsFor('open', ['assign'], false)).toEqual({ next: null, others: [], skips: ['assign'] });
  });

  test('a second transfer is not offered while one waits', () => {
    expect(actionsFor('acknowledged', everything, true).others).not.toContain('transfer');
    expect(actionsFor('acknowledged', everything, false).others).toContain('transfer');
  });

  test('an ETA is changed only on the way', () => {
    expect(actionsFor('en-route', everything, false).others).toContain('eta');
    expect(actionsFor('on-scene', everything, false).others).not.toContain('eta');
  });
});
