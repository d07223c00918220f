import { describe, expect, test } from 'vitest';
import {
  allowedActions,
  canChange,
  DISPOSITIONS,
  INCIDENT_ACTIONS,
  INCIDENT_STATUSES,
  type IncidentAction,
  type IncidentStatus,
  isDuressUnseen,
  isOpen,
  isUnanswered,
} from '#contract/incident-status';
import { anIncidentThatIs, minutesLater, NIGHT, PRACHA, SOMJAI } from '#support/incident-values';
import { mergeInto } from '../life/merge.ts';
import * as rules from './incident.ts';

const LATER = minutesLater(12);
const ORDER: IncidentStatus[] = ['acknowledged', 'unit-assigned', 'en-route', 'on-scene', 'resolved', 'closed'];

/** What is allowed, written a second time by hand: the table must equal it. */
const ALLOWED: Record<IncidentStatus, IncidentAction[]> = {
  open: ['acknowledge', 'assign', 'en-route', 'on-scene', 'resolve', 'cancel', 'merge'],
  reopened: ['acknowledge', 'assign', 'en-route', 'on-scene', 'resolve', 'cancel', 'merge'],
  acknowledged: ['assign', 'en-route', 'on-scene', 'resolve', 'cancel', 'merge'],
  'unit-assigned': ['en-route', 'on-scene', 'resolve', 'cancel', 'merge'],
  'en-route': ['on-scene', 'resolve', 'cancel', 'merge'],
  'on-scene': ['resolve', 'cancel', 'merge'],
  resolved: ['close', 'reopen'],
  closed: ['reopen'],
  cancelled: ['reopen'],
  merged: [],
};

const run: Record<IncidentAction, (incident: rules.Incident) => rules.Incident> = {
  acknowledge: (incident) => rules.acknowledge(incident, PRACHA, 8, LATER),
  assign: (incident) => rules.assignUnit(incident, 'สายตรวจ 1', { by: PRACHA, now: LATER }),
  'en-route': (incident) => rules.markEnRoute(incident, { by: PRACHA, now: LATER }),
  'on-scene': (incident) => rules.markOnScene(incident, { by: PRACHA, now: LATER }),
  resolve: (incident) => rules.resolve(incident, 'handled', null, PRACHA, LATER),
  close: (incident) => rules.close(incident, LATER),
  reopen: (incident) => rules.reopen(incident, LATER),
  cancel: (incident) => rules.cancel({ ...incident, cancelRequestedAt: LATER }),
  merge: (incident) => mergeInto(incident, { ...anIncidentThatIs('open'), id: 'incident-2' }),
};
const ACTIONS = Object.keys(INCIDENT_ACTIONS) as IncidentAction[];

describe.each(INCIDENT_STATUSES)('an incident that is %s', (status) => {
  test('allows what the design allows, and nothing else', () => {
    expect(allowedActions(status).toSorted()).toEqual(ALLOWED[status].toSorted());
  });

  test.each(ACTIONS)('%s: the rule and the table agree', (action) => {
    const incident = anIncidentThatIs(status);
    if (canChange(status, action)) {
      expect(run[action](incident)).toMatchObject({ status: INCIDENT_ACTIONS[action].to });
    } else {
      expect(() => run[action](incident)).toThrow(/^incident\//);
    }
  });

  test('never goes backwards, except by reopening', () => {
    for (const action of allowedActions(status).filter((name) => name !== 'reopen')) {
      const { to } = INCIDENT_ACTIONS[action];
      if (!ORDER.includes(to)) continue;
      expect(ORDER.indexOf(to)).toBeGreaterThan(ORDER.indexOf(status));
    }
  });
});

test('the second to acknowledge is told who was first', () => {
  const taken = rules.acknowledge(anIncidentThatIs('open'), SOMJAI, 8, LATER);
  expect(() => rules.acknowledge(taken, PRACHA, 5, LATER)).toThrow(
    expect.objectContaining({ code: 'incident/already-acknowledged', params: { name: SOMJAI.name } }),
  );
});

test('an ETA is counted from the action, and a new one replaces it', () => {
  const taken = rules.acknowledge(anIncidentThatIs('open'), SOMJAI, 8, LATER);
  expect(taken.etaAt).toEqual(minutesLater(20));
  expect(rules.changeEta(taken, 15, minutesLater(14)).etaAt).toEqual(minutesLater(29));
});

test.each(INCIDENT_STATUSES)('an ETA can be corrected only while somebody is on the way: %s', (status) => {
  const onTheWay = ['acknowledged', 'unit-assigned', 'en-route'].includes(status);
  const change = () => rules.changeEta(anIncidentThatIs(status), 5, LATER);
  if (onTheWay) expect(change().etaAt).toEqual(minutesLater(17));
  else expect(change).toThrow('incident/change-not-allowed');
});

test.each(['assign', 'en-route', 'on-scene', 'resolve'] as const)(
  '%s on an unanswered incident also answers it',
  (action) => {
    expect(run[action](anIncidentThatIs('open'))).toMatchObject({ acknowledgedAt: LATER, acknowledgedBy: PRACHA });
    expect(run[action](anIncidentThatIs('acknowledged'))).toMatchObject({ acknowledgedBy: SOMJAI });
  },
);

test('a reopened incident is acknowledged by whoever acts now, not by the earlier officer', () => {
  const reopened = rules.reopen(anIncidentThatIs('closed'), LATER);
  expect(rules.markOnScene(reopened, { by: PRACHA, now: minutesLater(13) })).toMatchObject({
    acknowledgedBy: PRACHA,
    acknowledgedAt: minutesLater(13),
  });
});

test('a silent report is critical from the start', () => {
  expect(anIncidentThatIs('open', { silent: true }).priority).toBe('critical');
  expect(anIncidentThatIs('open').priority).toBe('urgent');
});

test('reopening rings again, louder, without traces of the last round, and is counted', () => {
  const closed = anIncidentThatIs('closed', { unitName: 'สายตรวจ 1', enRouteAt: NIGHT, onSceneAt: NIGHT });
  expect(
    rules.reopen(
      rules.close(rules.resolve(rules.reopen(closed, LATER), 'handled', 'ครั้งที่สอง', SOMJAI, LATER), LATER),
      LATER,
    ),
  ).toMatchObject({
    status: 'reopened',
    priority: 'critical',
    reopenCount: 2,
    alertedAt: LATER,
    acknowledgedAt: null,
    acknowledgedBy: null,
    disposition: null,
    dispositionNote: null,
    resolvedAt: null,
    closedAt: null,
    unitName: null,
    enRouteAt: null,
    onSceneAt: null,
    etaAt: null,
  });
});

test.each(DISPOSITIONS)('resolving as %s: nobody calls a report false by themselves', (disposition) => {
  const resolve = () => rules.resolve(anIncidentThatIs('acknowledged'), disposition, null, SOMJAI, LATER);
  if (disposition === 'false-report') expect(resolve).toThrow('incident/false-report-needs-finding');
  else expect(rules.close(resolve(), LATER)).toMatchObject({ status: 'closed', disposition });
});

test('only after the reporter asked may an officer cancel, and not after they withdrew it', () => {
  const open = anIncidentThatIs('open');
  expect(() => rules.cancel(open)).toThrow('incident/change-not-allowed');
  const asked = rules.requestCancel(open, 'safe-now', LATER);
  expect(isUnanswered(asked.status)).toBe(true);
  expect(rules.cancel(asked).status).toBe('cancelled');
  expect(() => rules.cancel(rules.withdrawCancel(asked))).toThrow('incident/change-not-allowed');
});

test('an incident under duress can be neither cancelled by an officer nor changed from the reporter’s phone', () => {
  const asked = rules.requestCancel(anIncidentThatIs('acknowledged'), 'safe-now', NIGHT);
  const forced = rules.noteDuress(asked, minutesLater(1));
  expect(forced).toMatchObject({ priority: 'critical', silent: true, cancelRequestedAt: null });
  expect(rules.requestCancel(forced, 'by-mistake', minutesLater(2))).toEqual(forced);
  expect(rules.noteDuress(forced, minutesLater(3)).duressAt).toEqual(minutesLater(1));
  expect(() => rules.cancel({ ...forced, cancelRequestedAt: NIGHT })).toThrow('incident/cancelled-under-duress');
});

test('a duress signal counts as unseen until an officer confirms it; a repeated one is unseen again', () => {
  const forced = rules.noteDuress(anIncidentThatIs('en-route'), NIGHT);
  expect(isDuressUnseen(forced)).toBe(true);
  const seen = rules.seeDuress(forced, minutesLater(1));
  expect(isDuressUnseen(seen)).toBe(false);
  expect(() => rules.seeDuress(seen, minutesLater(2))).toThrow('incident/change-not-allowed');
  expect(isDuressUnseen(rules.noteDuress(seen, minutesLater(3)))).toBe(true);
  expect(() => rules.seeDuress(anIncidentThatIs('en-route'), NIGHT)).toThrow('incident/change-not-allowed');
});

test('every state is either open work or an end', () => {
  const ends: IncidentStatus[] = ['resolved', 'closed', 'cancelled', 'merged'];
  for (const status of INCIDENT_STATUSES) expect(isOpen(status)).toBe(!ends.includes(status));
});
