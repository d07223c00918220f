import { type Actor, agenciesWith } from '#capabilities/access';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { IncidentSummary } from '#contract/incident';
import type { Connection } from '#platform/database/database';
import { sightsFrom } from '../sight.ts';
import { listEndedIncidents, listOpenIncidents, type Sight } from '../store/incident-rows.ts';
import { listSummaries } from './list-summaries.ts';

/** How many ended incidents a console is shown. */
const ENDED_AT_MOST = 200;

export type QueueContext = { jurisdiction: Jurisdiction };

/** The incidents that concern the agencies this person may look into. */
export async function listIncidents(
  { jurisdiction }: QueueContext,
  connection: Connection,
  actor: Actor,
  scope: 'open' | 'recent',
): Promise<IncidentSummary[]> {
  const sight = sightOfActor(jurisdiction, actor);
  const incidents =
    scope === 'open'
      ? await listOpenIncidents(connection, sight)
      : await listEndedIncidents(connection, sight, ENDED_AT_MOST);
  return listSummaries(connection, jurisdiction, incidents);
}

function sightOfActor(jurisdiction: Jurisdiction, actor: Actor): Sight {
  const sights = sightsFrom(jurisdiction, agenciesWith(actor, 'incident:view'));
  // The root is not an agency: whoever sees it sees everything, and no list of ids is needed.
  if (sights.some((sight) => !sight.includes('.'))) return 'everything';
  return [...new Set(sights.flatMap((sight) => jurisdiction.listAgencies({ sight }).map(({ id }) => id)))];
}
