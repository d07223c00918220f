import type { Agency, Neighbour } from '#contract/jurisdiction';
import type { Work } from '#platform/database/transaction';
import type { Incident } from '../incident.ts';
import { involve } from '../store/involvement-rows.ts';
import type { Opening } from '../store/opening-rows.ts';
import { appendTimeline } from '../store/timeline-rows.ts';

type Alerted = { station: Agency; neighbours: Neighbour[] };

/** Whom an incident concerns: its station, and stations just beyond a border; both stands in the timeline. */
export function describeAlert({ station, neighbours }: Alerted): Pick<Opening, 'involved' | 'entries'> {
  const told = neighbours.map(({ agency }) => agency);
  return {
    involved: [
      { agencyId: station.id, role: 'responsible' },
      ...told.map(({ id }) => ({ agencyId: id, role: 'neighbour' as const })),
    ],
    entries: [
      { kind: 'alerted', details: nameOf(station) },
      ...told.map((agency) => ({ kind: 'neighbour-notified' as const, details: nameOf(agency) })),
    ],
  };
}

/** The incident becomes the station's, and stations just beyond a border hear of it too. */
export async function alertStations({ tx }: Work, incident: Incident, alerted: Alerted, now: Date): Promise<void> {
  const { involved, entries } = describeAlert(alerted);
  for (const { agencyId, role } of involved) await involve(tx, incident.id, agencyId, role, now);
  for (const entry of entries) await appendTimeline(tx, incident.id, { at: now, ...entry });
}

function nameOf(agency: { nameTh: string; nameEn: string | null }) {
  return { agencyTh: agency.nameTh, agencyEn: agency.nameEn };
}
