import { expect, test } from 'vitest';
import { PERMISSIONS, ROLES } from './permission.ts';

/**
 * The permissions of each role, written by hand a second time, so that a change of `ROLES` is visible here.
 * Columns are the roles, in the order of `COLUMNS`; `x` may, `.` may not.
 */
const COLUMNS = [
  ...['duty-officer', 'patrol', 'superintendent', 'centre-191', 'province-commander', 'national-desk'],
  ...['caseworker', 'care-supervisor', 'provincial-social-office'],
  ...['service-provider', 'service-supervisor'],
  ...['eef-officer', 'analyst', 'outreach-officer', 'outreach-partner', 'guest', 'administrator'],
  ...['volunteer', 'volunteer-leader', 'amphoe-volunteer-leader'],
];
const MAY = `
  incident:view             x . x x x x  . . . . . . . . . . .  . . .
  incident:view-assigned    . x . . . .  . . . . . . . . . . .  . . .
  incident:view-invited     . . . . . .  x x x . . . . . . x .  . . .
  incident:view-place       x . x x x x  . . . . . . . . . . .  . . .
  incident:view-phone       x x . x . .  . . . . . . . . . . .  . . .
  incident:unmask           x . x x x x  . . . . . . . . . . .  . . .
  incident:acknowledge      x . x x x x  . . . . . . . . . . .  . . .
  incident:assign           x . x x x x  . . . . . . . . . . .  . . .
  incident:progress         x x x x x x  . . . . . . . . . . .  . . .
  incident:resolve          x . x x x x  . . . . . . . . . . .  . . .
  incident:close            x . x x x x  . . . . . . . . . . .  . . .
  incident:reopen           x . x x x x  . . . . . . . . . . .  . . .
  incident:transfer         x . x x x x  . . . . . . . . . . .  . . .
  incident:merge            x . x x x x  . . . . . . . . . . .  . . .
  incident:message          x . x x x x  . . . . . . . . . . .  . . .
  incident:invite-guest     . . x x x x  . . . . . . . . . . .  . . .
  incident:mark-conflict    . . x x x x  . . . . . . . . . . .  . . .
  incident:decide-finding   . . x x x x  . . . . . . . . . . .  . . .
  incident:export           . . x x x x  . . . . . . . . . . .  . . .
  audit:view                . . x x x x  . . . . . . . . . . .  . . .
  incident:take-over        . . . x x x  . . . . . . . . . . .  . . .
  incident:involve          x . x x x x  . . . . . . . . . . .  . . .
  incident:note-safety      x x x x x x  . . . . . . . . . . .  . . .
  report:take-by-phone      . . . x . x  . . . . . . . . . . .  . . .
  report:call-back          . . . x . x  . . . . . . . . . . .  . . .
  report:view-unfinished    . . . x x x  . . . . . . . . . . .  . . .
  report:view-phone         . . . x . x  . . . . . . . . . . .  . . .
  case:view                 . . . . . x  x x x . . . . . . . .  . . .
  case:view-invited         . . . . . .  . . . . . . . . . x .  . . .
  case:work                 . . . . . .  x x x . . . . . . . .  . . .
  case:approve              . . . . . .  . x x . . . . . . . .  . . .
  case:give-copy            . . . . . .  . x x . . . . . . . .  . . .
  case:transfer             . . . . . .  x x x . . . . . . . .  . . .
  case:open                 . . . . . x  x x x . . . . . . . .  . . .
  case:invite               . . . . . .  x x x . . . . . . . .  . . .
  case:search               . . . . . .  . x x . . . . . . . .  . . .
  referral:view             . . . . . .  x x x x x x . . . . .  . . .
  referral:answer           . . . . . .  x x x x x x . . . . .  . . .
  referral:confirm-decline  . . . . . .  . x x . x . . . . . .  . . .
  eef:view                  . . . . . .  . . . . . x . . . . .  . . .
  service:view              . . . . . x  x x x x x x . . . . .  . . .
  service:edit              . . . . . x  . x x . x x . . . . .  . . .
  certificate:view          . . x x x x  . . x . . . . . . . .  . . .
  certificate:propose       . . x x x x  . . x . . . . . . . .  . . .
  certificate:approve       . . x . x x  . . x . . . . . . . .  . . .
  insight:view              . . x x x x  . . x . . . x . . . .  . . .
  insight:view-care         . . . . . x  . x x . . . x . . . .  . . .
  insight:publish           . . . . . x  . . . . . . x . . . .  . . .
  place:read                x . x x x .  x x x . . . . . . . .  . . .
  place:revisit             x x x x x .  x x x . . . . . . . .  . . .
  agency:view               x x x x x x  x x x x x x x x x . x  x x x
  agency:set-readiness      x . x x x x  . . . . . . . . . . .  . . .
  duty:view                 x . x x x x  . . . . . . . . . . .  . . .
  duty:manage               . . x . x .  . . . . . . . . . . .  . . .
  duty:serve                x x x x x x  . . . . . . . . . . .  . . .
  duty:exercise             . . x x x x  . . . . . . . . . . .  . . .
  escalation-policy:view    x . x x x x  . . . . . . . . . . .  . . .
  escalation-policy:edit    . . . . x x  . . . . . . . . . . .  . . .
  alerting:manage           . . x . x .  . . . . . . . . . . x  . . .
  unit:view                 x . x x x x  . . . . . . . . . . .  . . .
  unit:manage               x . x x x x  . . . . . . . . . . .  . . .
  unit:serve                x x . . . .  . . . . . . . . . . .  . . .
  unit:view-positions       x . x x x x  . . . . . . . . . . .  . . .
  care:view-hand-overs      . . x . x x  x x x . . . . . . . .  . . .
  account:view              . . . . . .  . . . . . . . . . . x  . . .
  account:manage            . . . . . .  . . . . . . . . . . x  . . .
  system-alert:view         . . . . . x  . . . . . . . . . . x  . . .
  system-alert:resolve      . . . . . .  . . . . . . . . . . x  . . .
  help:file                 . . . . . x  x x x . . . . . . . .  x x x
  help:check-tambon         . . . . . .  . . . . . . . . . . .  . x .
  help:check-amphoe         . . . . . .  . . . . . . . . . . .  . . x
  help:view                 . . . . . x  x x x . . . . . . . .  . . .
  help:work                 . . . . . .  x x x . . . . . . . .  . . .
  help:approve              . . . . . .  . x x . . . . . . . .  . . .
  outreach:view             . . . . . .  . . . . . . . x x . .  . . .
  outreach:edit             . . . . . .  . . . . . . . x . . .  . . .
  outreach:check            . . . . . .  . . . . . . . x x . .  . . .
  outreach:view-reports     . . . . . .  . . . . . . . x . . .  . . .
`;

test('each role has the permissions in the table, and no others', () => {
  const lines = MAY.trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  const rightsOf = (role: string) =>
    lines.filter((line) => line[COLUMNS.indexOf(role) + 1] === 'x').map(([permission]) => permission);
  const written = Object.fromEntries(COLUMNS.map((role) => [role, rightsOf(role).toSorted()]));
  const real = Object.fromEntries(Object.entries(ROLES).map(([role, may]) => [role, [...may].toSorted()]));
  expect(real).toEqual(written);
  expect(lines.map(([permission]) => permission).toSorted()).toEqual([...PERMISSIONS].toSorted());
});

test('receivers of referrals see no incident and no case', () => {
  for (const role of ['service-provider', 'service-supervisor', 'eef-officer'] as const) {
    expect(ROLES[role].filter((permission) => /^(incident|report|case):/.test(permission))).toEqual([]);
  }
});

test('planners and partners who read statistics see no person', () => {
  for (const role of ['analyst', 'outreach-officer', 'outreach-partner'] as const) {
    expect(ROLES[role].filter((permission) => /^(incident|report|case|referral):/.test(permission))).toEqual([]);
  }
});
