import { type Actor, listStaff } from '#capabilities/access';
import { type AuditEntry, listEntriesOf } from '#capabilities/audit';
import { listReviewableIncidents, type ReviewableIncident } from '#capabilities/incident';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { IncidentViews, Unusual } from '#contract/access-review';
import { AppError } from '#platform/app-error';
import type { Clock } from '#platform/clock';
import type { Connection } from '#platform/database/database';
import { findUnusualViewing } from '../unusual-viewing.ts';
import { toViewFact } from '../view-fact.ts';
import { nameViewer } from '../viewer.ts';
import { toVisits } from '../visits.ts';

export type AccessReviewContext = { clock: Clock; jurisdiction: Jurisdiction };

/** Limit for one incident; one that is open for days has a few hundred entries. */
const MOST = 5000;

/**
 * Who viewed or changed an incident.
 * @throws AppError `incident/not-found` when it does not exist, lies outside the actor's area or is withheld from them
 */
export async function getIncidentViews(
  context: AccessReviewContext,
  connection: Connection,
  actor: Actor,
  id: string,
): Promise<IncidentViews> {
  const [incident] = await listReviewableIncidents(context, connection, actor, [id]);
  if (!incident) throw new AppError('incident/not-found');
  const found = await listEntriesOf(connection, { kind: 'incident', id }, { limit: MOST + 1 });
  const entries = found.slice(0, MOST).filter(({ actorKind }) => actorKind === 'person');
  const byPerson = Map.groupBy(entries, ({ actorId }) => actorId ?? '');
  const staff = await listStaff(connection, { ids: [...byPerson.keys()] }, context.clock.now());
  const people = [...byPerson].map(([personId, own]) => ({
    person: nameViewer(context.jurisdiction, personId, staff, own),
    unusual: unusualOf(own, incident),
    visits: toVisits(own),
  }));
  people.sort((one, other) => ((one.visits[0]?.lastAt ?? '') < (other.visits[0]?.lastAt ?? '') ? 1 : -1));
  return { people, isCut: found.length > MOST };
}

/** What is unusual about the views of this incident. How many other incidents were opened is on the other page. */
function unusualOf(entries: AuditEntry[], incident: ReviewableIncident): Unusual[] {
  const facts = entries.filter(({ kind }) => kind === 'view').map((entry) => toViewFact(entry, incident));
  return [...new Set(findUnusualViewing(facts).map(({ why }) => why))];
}
