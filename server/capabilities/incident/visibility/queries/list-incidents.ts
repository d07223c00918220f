import { type Actor, agenciesWith } from '#capabilities/access';
import { type Jurisdiction, visibleBranches } from '#capabilities/jurisdiction';
import type { IncidentSummary } from '#contract/incident';
import type { Connection } from '#platform/database/database';
import type { QueryContext } from '../../context.ts';
import { listSummaries } from '../../record/queries/list-summaries.ts';
import { listEndedIncidents, listOpenIncidents, type Reader } from '../../record/store/incident-rows.ts';
import { listInvolvements } from '../../record/store/involvement-rows.ts';
import { coarsePlaceOf, maskSummary } from '../masking.ts';
import { hasWithheldIncidents, listOwnAccess } from '../store/access-fact-rows.ts';
import { incidentVisibilityOf } from '../visibility.ts';

/** How many ended incidents a console is shown. */
const ENDED_AT_MOST = 200;

/**
 * The incidents this person may see, masked where necessary: open ones oldest first, ended ones latest first.
 * @param scope `open`, `recent`, or the ids among which open ones are listed
 */
export async function listIncidents(
  { jurisdiction, clock }: QueryContext,
  connection: Connection,
  actor: Actor,
  scope: 'open' | 'recent' | string[],
): Promise<IncidentSummary[]> {
  const now = clock.now();
  const incidents =
    scope === 'recent'
      ? await listEndedIncidents(connection, readerOf(jurisdiction, actor, now), ENDED_AT_MOST)
      : await listOpenIncidents(connection, scope === 'open' ? undefined : scope);
  if (incidents.length === 0) return [];
  const ids = incidents.map(({ id }) => id);
  // All of a board in one statement each: row security looks at every row of every statement.
  const involved = Map.groupBy(await listInvolvements(connection, ids), ({ incidentId }) => incidentId);
  const own = new Set(
    (await listOwnAccess(connection, ids, actor.userId, now)).map(({ incidentId, how }) => `${how} ${incidentId}`),
  );
  const hasWithheld = await hasWithheldIncidents(connection, actor.userId);
  const summaries = await listSummaries(connection, jurisdiction, incidents, involved);
  return summaries.flatMap((summary) => {
    const { id, responsibleAgency } = summary;
    // Without agencies it was withheld, or went elsewhere, after its row was read.
    const agencyIds = involved.get(id)?.map(({ agencyId }) => agencyId);
    const visibility =
      agencyIds &&
      incidentVisibilityOf(jurisdiction, actor, {
        agencyIds,
        responsibleAgencyId: responsibleAgency.id,
        isAssigned: own.has(`sent ${id}`),
        isInvited: own.has(`invited ${id}`),
        isConflicted: own.has(`withheld ${id}`),
      });
    if (!visibility) return [];
    if (visibility.place === 'subdistrict') {
      const { place } = summary;
      return [maskSummary(summary, coarsePlaceOf(jurisdiction, { place, responsibleAgencyId: responsibleAgency.id }))];
    }
    // A suggestion that leads to nothing visible would reveal that something exists.
    return [hasWithheld ? { ...summary, hasDuplicateSuggestions: false } : summary];
  });
}

function readerOf(jurisdiction: Jurisdiction, actor: Actor, now: Date): Reader {
  const branches = visibleBranches(jurisdiction, agenciesWith(actor, 'incident:view'));
  // The root is not an agency: whoever sees it sees everything, so no list of ids is needed.
  const seesAll = branches.some((branch) => !branch.includes('.'));
  const agencies = () => branches.flatMap((branch) => jurisdiction.listAgencies({ branch }).map(({ id }) => id));
  return {
    agencies: seesAll ? 'everything' : [...new Set(agencies())],
    personId: actor.userId,
    seesAssigned: actor.permissions.has('incident:view-assigned'),
    seesInvited: actor.permissions.has('incident:view-invited'),
    now,
  };
}
