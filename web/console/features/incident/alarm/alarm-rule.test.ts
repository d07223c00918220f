import { describe, expect, test } from 'vitest';
import { type Permission, ROLES, type Role } from '#contract/permission';
import { anIncident } from '../an-incident.ts';
import { ringingIncidents } from './alarm-rule.ts';

const NOW = Date.parse('2026-11-21T02:00:00.000Z');
const at = (seconds: number) => NOW + seconds * 1000;
const own = anIncident(1).responsibleAgency;

function listener(role: Role, agencyId: string) {
  const permissions: readonly Permission[] = ROLES[role];
  return { permissions, memberships: [{ agency: { id: agencyId }, role }] };
}

describe('what sounds at a console', () => {
  test('the own station hears an alarm at once', () => {
    expect(ringingIncidents([anIncident(1)], listener('duty-officer', own.id), at(0))).toHaveLength(1);
  });

  test('a called station hears it at once, a neighbour that was only notified does not', () => {
    const called = anIncident(1, { calledAgencyIds: ['neighbour'] });
    expect(ringingIncidents([called], listener('duty-officer', 'neighbour'), at(0))).toHaveLength(1);
    expect(ringingIncidents([anIncident(1)], listener('centre-191', 'neighbour'), at(0))).toHaveLength(0);
  });

  test.each([
    ['centre-191', 60],
    ['province-commander', 120],
    ['national-desk', 120],
  ] as const)('%s hears it after %i s without an answer', (role, seconds) => {
    const elsewhere = listener(role, 'elsewhere');
    expect(ringingIncidents([anIncident(1)], elsewhere, at(seconds - 1))).toHaveLength(0);
    expect(ringingIncidents([anIncident(1)], elsewhere, at(seconds))).toHaveLength(1);
  });

  test('the first answer ends it', () => {
    const answered = anIncident(1, { status: 'acknowledged' });
    expect(ringingIncidents([answered], listener('duty-officer', own.id), at(600))).toHaveLength(0);
  });

  test('a reopened incident sounds again', () => {
    const reopened = anIncident(1, { status: 'reopened' });
    expect(ringingIncidents([reopened], listener('duty-officer', own.id), at(0))).toHaveLength(1);
  });

  test('people who may not answer hear no alarm', () => {
    expect(ringingIncidents([anIncident(1)], listener('administrator', own.id), at(600))).toHaveLength(0);
  });

  test('a forced "all fine" sounds again though it was acknowledged, until somebody confirms having seen it', () => {
    const forced = anIncident(1, { status: 'en-route', duressAt: '2026-11-21T02:10:00.000Z' });
    expect(ringingIncidents([forced], listener('duty-officer', own.id), at(600))).toHaveLength(1);
    expect(ringingIncidents([forced], listener('centre-191', 'elsewhere'), at(659))).toHaveLength(0);
    expect(ringingIncidents([forced], listener('centre-191', 'elsewhere'), at(660))).toHaveLength(1);
    const seen = { ...forced, duressSeenAt: '2026-11-21T02:10:09.000Z' };
    expect(ringingIncidents([seen], listener('duty-officer', own.id), at(700))).toHaveLength(0);
  });

  test('the longest waiting comes first', () => {
    const incidents = [anIncident(2, { alertedAt: '2026-11-21T02:05:00.000Z' }), anIncident(1)];
    const ringing = ringingIncidents(incidents, listener('duty-officer', own.id), at(900));
    expect(ringing.map(({ code }) => code)).toEqual(['ES-6911-0001', 'ES-6911-0002']);
  });
});
