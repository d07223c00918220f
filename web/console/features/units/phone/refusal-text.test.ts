import { expect, test } from 'vitest';
import type { NumberedEntry } from '../../../outbox/index.ts';
import { explainRefusal } from './refusal-text.ts';

const at = '2026-11-22T02:10:00.000Z';
const refused = (status: number, params = {}): NumberedEntry => ({
  ...{ id: 'a', number: 1, personId: 'p', path: '/', about: { action: 'on-scene' } },
  refused: { status, code: 'units/assignment-changed', params, at },
});

test('the end of the incident explains more than the status of the job', () => {
  const truth = { status: 'done', since: at, by: 'ร.ต.ท. สมมติ', incident: 'closed' as const };
  expect(explainRefusal(refused(409), truth)).toEqual({ key: 'closed', at, by: 'ร.ต.ท. สมมติ' });
  expect(explainRefusal(refused(409), { ...truth, status: 'withdrawn', incident: 'open' })).toMatchObject({
    key: 'withdrawn',
  });
});

test('without more facts the answer itself is explained; a job they can no longer see is gone', () => {
  expect(explainRefusal(refused(409, { status: 'on-scene', since: at }), null)).toEqual({
    key: 'on-scene',
    at,
    by: null,
  });
  expect(explainRefusal(refused(404), null).key).toBe('gone');
  expect(explainRefusal(refused(400), null).key).toBe('other');
  // An unreadable picture is the reason, whatever the status of the job.
  const truth = { status: 'en-route', since: at, by: null, incident: 'open' as const };
  expect(explainRefusal(refused(422), truth).key).toBe('other');
});
