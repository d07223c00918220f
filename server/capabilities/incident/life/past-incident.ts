import type { PastReport } from '#capabilities/intake';
import type { Disposition } from '#contract/incident-status';
import type { Chance } from '#platform/chance';
import {
  acknowledge,
  assignUnit,
  close,
  type Incident,
  markEnRoute,
  markOnScene,
  openIncident,
  type Person,
  type Routing,
  reopen,
  resolve,
} from '../record/incident.ts';
import type { NewEntry } from '../record/store/timeline-rows.ts';
import type { Opening } from './store/opening-rows.ts';

const MINUTE_MS = 60_000;
/** Whoever reads such an incident sees that it is invented. */
const NOTE = 'ข้อมูลสาธิต (สมมติ)';
const OFFICER: Person = { id: '01900000-0000-7000-8000-000000000065', name: 'ร้อยเวร (สาธิต)' };
const UNIT = 'สายตรวจ (สาธิต)';

const OUTCOMES: readonly (readonly [Disposition, number])[] = [
  ['handled', 66],
  ['arrest', 10],
  ['handed-to-care', 11],
  ['gone-on-arrival', 7],
  ['unfounded', 5],
  ['test', 1],
];
/** Not every step is pressed; what is missing counts as not recorded. */
const FORGOTTEN = 0.05;
const REOPENED = 0.02;

/** What its station makes of the report: as for every other. */
type Beginning = Pick<Opening, 'involved' | 'entries'> & { id: string; code: string; routing: Routing };
export type PastIncident = Pick<Opening, 'involved'> & { incident: Incident; entries: NewEntry[]; endedAt: Date };
export type ReportedPastIncident = PastIncident & { report: PastReport };

/** An incident from the report to the closing, by the rules of today: nothing in it could not have happened. */
export function livePastIncident(
  report: PastReport,
  { id, code, routing, involved, entries: first }: Beginning,
  chance: Chance,
): PastIncident {
  const { type, silent, placeDetail, submittedAt } = report;
  let now = submittedAt;
  let incident = openIncident({ id, code, type, silent, openedAt: now, placeDetail }, routing, now);
  const entries: NewEntry[] = [
    { at: now, kind: 'opened', details: { silent, ...(placeDetail && { placeDetail }) } },
    ...first.map((entry) => ({ ...entry, at: now })),
  ];
  const pass = (medianMinutes: number, spread: number) => {
    now = new Date(now.getTime() + Math.max(1000, chance.around(medianMinutes, spread) * MINUTE_MS));
  };
  const become = (changed: Incident, kind: NewEntry['kind'], details: NewEntry['details'] = {}) => {
    incident = { ...changed, version: incident.version + 1, updatedAt: now };
    entries.push({ at: now, kind, by: OFFICER, details });
  };
  /** Acknowledged, sent, there, ended. */
  const work = (disposition: Disposition) => {
    // At night an answer takes longer.
    pass(isNight(now) ? 0.75 : 0.5, 0.8);
    const travel = chance.around(4 + routing.distanceMetres / 550, 0.45);
    const etaMinutes = Math.min(60, Math.max(5, Math.round(travel / 5) * 5));
    become(acknowledge(incident, OFFICER, etaMinutes, now), 'acknowledged', { etaMinutes });
    if (!chance.isTrue(FORGOTTEN)) {
      pass(0.8, 0.7);
      become(assignUnit(incident, UNIT, { by: OFFICER, now }), 'unit-assigned', { unitName: UNIT });
      if (!chance.isTrue(FORGOTTEN)) {
        pass(1.1, 0.6);
        become(markEnRoute(incident, { by: OFFICER, now }), 'en-route');
      }
    }
    pass(travel, 0.15);
    if (!chance.isTrue(FORGOTTEN)) become(markOnScene(incident, { by: OFFICER, now }), 'on-scene');
    pass(disposition === 'gone-on-arrival' || disposition === 'unfounded' ? 12 : 38, 0.5);
    become(resolve(incident, disposition, NOTE, OFFICER, now), 'resolved', { disposition });
    pass(55, 0.9);
    become(close(incident, now), 'closed');
  };
  const disposition = chance.pick(OUTCOMES);
  work(disposition);
  if (chance.isTrue(REOPENED)) {
    pass(90, 0.8);
    become(reopen(incident, now), 'reopened', { reason: NOTE });
    work(disposition);
  }
  const hasVictims = ['handled', 'arrest', 'handed-to-care'].includes(disposition) && chance.isTrue(0.6);
  const hasChildren = hasVictims && chance.isTrue(0.3);
  return { incident: { ...incident, hasVictims, hasChildren }, involved, entries, endedAt: now };
}

function isNight(at: Date): boolean {
  const hour = (at.getUTCHours() + 7) % 24;
  return hour < 6;
}
