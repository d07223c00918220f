import type { Agency, Neighbour } from '#contract/jurisdiction';
import type { Work } from '#platform/database/transaction';
import type { Incident } from '../incident.ts';
import { involve } from '../store/involvement-rows.ts';
import { appendTimeline } from '../store/timeline-rows.ts';

/** The incident becomes the station's, and stations just beyond a border hear of it too; both stands in the timeline. */
export async function alertStations(
  { tx }: Work,
  incident: Incident,
  { station, neighbours }: { station: Agency; neighbours: Neighbour[] },
  now: Date,
): Promise<void> {
  await involve(tx, incident.id, station.id, 'responsible', now);
  await appendTimeline(tx, incident.id, { at: now, kind: 'alerted', details: nameOf(station) });
  for (const { agency } of neighbours) {
    await involve(tx, incident.id, agency.id, 'neighbour', now);
    await appendTimeline(tx, incident.id, { at: now, kind: 'neighbour-told', details: nameOf(agency) });
  }
}

function nameOf(agency: { nameTh: string; nameEn: string | null }) {
  return { agencyTh: agency.nameTh, agencyEn: agency.nameEn };
}
