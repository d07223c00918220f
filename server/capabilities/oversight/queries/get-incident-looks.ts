import { type Actor, listStaff } from '#capabilities/access';
import { type AuditEntry, listEntriesOf } from '#capabilities/audit';
import { listOverseen, type Overseen } from '#capabilities/incident';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { IncidentLooks, Unusual } from '#contract/looks';
import { AppError } from '#platform/app-error';
import type { Clock } from '#platform/clock';
import type { Connection } from '#platform/database/database';
import { toLookFact } from '../look-fact.ts';
import { nameLooker } from '../looker.ts';
import { findUnusualLooking } from '../unusual-looking.ts';
import { toVisits } from '../visits.ts';

export type OversightContext = { clock: Clock; jurisdiction: Jurisdiction };

/** Entries of one incident that a page can show; one that is open for days has a few hundred. */
const MOST = 5000;

/**
 * Who saw an incident or did something to it.
 * @throws AppError `incident/not-found` for one that does not exist, is not theirs to oversee or is kept from them alike
 */
export async function getIncidentLooks(
  context: OversightContext,
  connection: Connection,
  actor: Actor,
  id: string,
): Promise<IncidentLooks> {
  const [incident] = await listOverseen(context, connection, actor, [id]);
  if (!incident) throw new AppError('incident/not-found');
  const found = await listEntriesOf(connection, { kind: 'incident', id }, { limit: MOST + 1 });
  const entries = found.slice(0, MOST).filter(({ actorKind }) => actorKind === 'person');
  const byPerson = Map.groupBy(entries, ({ actorId }) => actorId ?? '');
  const staff = await listStaff(connection, { ids: [...byPerson.keys()] }, context.clock.now());
  const people = [...byPerson].map(([personId, own]) => ({
    person: nameLooker(context.jurisdiction, personId, staff, own),
    unusual: unusualOf(own, incident),
    visits: toVisits(own),
  }));
  people.sort((one, other) => ((one.visits[0]?.lastAt ?? '') < (other.visits[0]?.lastAt ?? '') ? 1 : -1));
  return { people, isCut: found.length > MOST };
}

/** What of the looks at this one incident is unusual; how many others were opened beside it is another page. */
function unusualOf(entries: AuditEntry[], incident: Overseen): Unusual[] {
  const facts = entries.filter(({ kind }) => kind === 'look').map((entry) => toLookFact(entry, incident));
  return [...new Set(findUnusualLooking(facts).map(({ why }) => why))];
}
