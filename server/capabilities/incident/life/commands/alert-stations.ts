import type { Agency, Neighbour } from '#contract/jurisdiction';
import type { Work } from '#platform/database/transaction';
import type { Incident } from '../../record/incident.ts';
import { involve } from '../../record/store/involvement-rows.ts';
import { appendTimeline } from '../../record/store/timeline-rows.ts';
import { agencyDetails } from '../agency-names.ts';
import type { Opening } from '../store/opening-rows.ts';

type Alerted = { station: Agency; neighbours: Neighbour[] };

/**
 * The agencies involved from the start: the responsible station and stations just beyond a border. The timeline names
 * both.
 */
export function describeAlert({ station, neighbours }: Alerted): Pick<Opening, 'involved' | 'entries'> {
  const neighbouring = neighbours.map(({ agency }) => agency);
  return {
    involved: [
      { agencyId: station.id, role: 'responsible' },
      ...neighbouring.map(({ id }) => ({ agencyId: id, role: 'neighbour' as const })),
    ],
    entries: [
      { kind: 'alerted', details: agencyDetails(station) },
      ...neighbouring.map((agency) => ({ kind: 'neighbour-notified' as const, details: agencyDetails(agency) })),
    ],
  };
}

/** The station becomes responsible, and stations just beyond a border are notified too. */
export async function alertStations({ tx }: Work, incident: Incident, alerted: Alerted, now: Date): Promise<void> {
  const { involved, entries } = describeAlert(alerted);
  for (const { agencyId, role } of involved) await involve(tx, incident.id, agencyId, role, now);
  for (const entry of entries) await appendTimeline(tx, incident.id, { at: now, ...entry });
}
