import { describe, expect, test } from 'vitest';
import type { IncidentQueue } from '#contract/incident';
import { anIncident } from '../an-incident.ts';
import { applyEvent, EMPTY_QUEUE, takeSnapshot } from './queue-state.ts';

const snapshot = (...incidents: IncidentQueue['incidents']): IncidentQueue => ({
  cursor: 7,
  now: '2026-11-21T02:30:00.000Z',
  incidents,
  unfinished: [],
});
const withOne = takeSnapshot(EMPTY_QUEUE, snapshot(anIncident(1), anIncident(2)));
const changed = (incident: ReturnType<typeof anIncident>) => ({ event: 'incident-changed' as const, incident });

describe('one event moves one row', () => {
  test('the changed row is another object, the others stay the same', () => {
    const next = applyEvent(withOne, changed(anIncident(1, { version: 2, status: 'acknowledged' })));
    expect(next.incidents.get(anIncident(1).id)?.status).toBe('acknowledged');
    expect(next.incidents.get(anIncident(2).id)).toBe(withOne.incidents.get(anIncident(2).id));
  });

  test('an echo of an older version changes nothing', () => {
    const answered = applyEvent(withOne, changed(anIncident(1, { version: 3, status: 'acknowledged' })));
    expect(applyEvent(answered, changed(anIncident(1, { version: 2 })))).toBe(answered);
  });

  test('the same version with a newer message of the reporter is applied', () => {
    const lastReporterMessageAt = '2026-11-21T02:31:00.000Z';
    const next = applyEvent(withOne, changed(anIncident(1, { lastReporterMessageAt })));
    expect(next.incidents.get(anIncident(1).id)?.lastReporterMessageAt).toBe(lastReporterMessageAt);
  });

  test.each(['resolved', 'closed', 'cancelled', 'merged'] as const)('%s leaves the open queue', (status) => {
    const next = applyEvent(withOne, changed(anIncident(1, { version: 2, status })));
    expect([...next.incidents.keys()]).toEqual([anIncident(2).id]);
  });

  test('a new incident comes in; one that is no longer ours goes', () => {
    const more = applyEvent(withOne, changed(anIncident(3)));
    expect(more.incidents.size).toBe(3);
    const gone = applyEvent(more, { event: 'incident-gone', incidentId: anIncident(1).id });
    expect(gone.incidents.has(anIncident(1).id)).toBe(false);
    expect(applyEvent(gone, { event: 'incident-gone', incidentId: anIncident(1).id })).toBe(gone);
  });

  test('an unfinished report shows until it is finished', () => {
    const report = { reportId: '00000000-0000-4000-8000-00000000000f', type: null, position: null, silent: false };
    const rest = {
      startedAt: '2026-11-21T02:29:00.000Z',
      placeDetail: null,
      askedTimes: 1,
      lastText: null,
      phone: null,
      phoneMasked: false,
      channel: 'line',
      language: 'th',
      area: null,
      canTakeCalls: null,
      takenBy: null,
    } as const;
    const shown = applyEvent(withOne, { event: 'report-unfinished', report: { ...report, ...rest } });
    expect(shown.unfinished.size).toBe(1);
    expect(applyEvent(shown, { event: 'report-finished', reportId: report.reportId }).unfinished.size).toBe(0);
  });
});

describe('a new snapshot', () => {
  test('removes what ended meanwhile', () => {
    expect(takeSnapshot(withOne, snapshot(anIncident(2))).incidents.has(anIncident(1).id)).toBe(false);
  });

  test('does not take back what was already heard live', () => {
    const answered = applyEvent(withOne, changed(anIncident(1, { version: 2, status: 'acknowledged' })));
    const late = takeSnapshot(answered, snapshot(anIncident(1)));
    expect(late.incidents.get(anIncident(1).id)?.status).toBe('acknowledged');
  });
});
