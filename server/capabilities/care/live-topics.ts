import { type Actor, agenciesWith } from '#capabilities/access';
import { listConflicted, personAudience } from '#capabilities/incident';
import { branchesOver, type Jurisdiction, visibleBranches } from '#capabilities/jurisdiction';
import type { LiveEvent } from '#contract/live';
import type { LogEntry } from '#events/event-map';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database/database';
import type { LiveItem } from '#platform/live/live-streams';
import { listExcludedOfIncidents } from './record/store/exclusion-rows.ts';
import { listCaseListeners } from './record/store/fact-rows.ts';
import { listEarlyById } from './store/early-notification-rows.ts';

type Tree = Pick<Jurisdiction, 'getAgency'>;

/** Live audiences for cases: those of the actor's branches, and those the actor is invited to. */
export function caseAudiencesOf(tree: Tree, actor: Actor): string[] {
  const branches = visibleBranches(tree, agenciesWith(actor, 'case:view'));
  return [
    ...branches.map(branchAudience),
    ...(actor.permissions.has('case:view-invited') ? [memberAudience(actor.userId)] : []),
  ];
}

/** Who may hear of these cases, and who must not, by the case or by its incident. */
async function listListeners(db: Database, caseIds: string[], now: Date) {
  const cases = await listCaseListeners(db, caseIds, now);
  const incidentIds = cases.flatMap(({ incidentId }) => incidentId ?? []);
  const conflicted = incidentIds.length > 0 ? await listConflicted(db, incidentIds) : new Map<string, string[]>();
  return cases.map(({ incidentId, ...one }) => ({
    ...one,
    barredIds: [...one.barredIds, ...(incidentId ? (conflicted.get(incidentId) ?? []) : [])],
  }));
}

/** For what is said of a case elsewhere: who owns it, and who must not even learn that there is something. */
export async function listOwnersAndBarred(db: Database, caseIds: string[], now: Date) {
  const cases = await listListeners(db, caseIds, now);
  return new Map(cases.map(({ id, agencyId, barredIds }) => [id, { agencyId, barredIds }]));
}

/**
 * Says that a case changed, but not how: readers see different sections, so each console reads it with its own rights.
 * Whoever is barred, or from whom its incident is withheld, does not even learn its id.
 */
export async function translateCaseEvents(
  { db, jurisdiction, clock }: { db: Database; jurisdiction: Tree; clock: Clock },
  events: LogEntry[],
): Promise<LiveItem[]> {
  const changed = new Map(
    events.flatMap(({ seq, type, body }) => (type === 'case-changed' ? [[body.caseId, seq] as const] : [])),
  );
  const gone = events.flatMap((entry) => (entry.type === 'case-gone' ? [entry] : []));
  if (changed.size + gone.length === 0) return [];
  const cases = await listListeners(db, [...changed.keys()], clock.now());
  const left = gone.map(({ seq, body: { caseId, personId } }): LiveItem => {
    const data: LiveEvent = { event: 'case-gone', caseId };
    // A console that was away may never have shown it and must not learn its id: it loads a new snapshot instead.
    return { seq, audiences: [personAudience(personId)], data, whenMissed: { event: 'reload' } };
  });
  const items = cases.map(({ id, agencyId, offeredToAgencyId, memberIds, barredIds }) => {
    const branches = [agencyId, ...(offeredToAgencyId ? [offeredToAgencyId] : [])].flatMap((one) =>
      branchesOver(jurisdiction.getAgency(one).path),
    );
    const data: LiveEvent = { event: 'case-changed', caseId: id };
    return {
      seq: changed.get(id) ?? 0,
      audiences: [...new Set(branches)].map(branchAudience).concat(memberIds.map(memberAudience)),
      exceptFor: barredIds.map(personAudience),
      data,
    };
  });
  return [...items, ...left].sort((one, other) => one.seq - other.seq);
}

/** Says that their list changed: each console reads it with its own rights. From whom an incident is withheld learns nothing. */
export async function translateEarlyNotifications(
  { db, jurisdiction }: { db: Database; jurisdiction: Tree },
  events: LogEntry[],
): Promise<LiveItem[]> {
  const changed = new Map(
    events.flatMap(({ seq, type, body }) =>
      type === 'early-notification-changed' ? [[body.notificationId, seq] as const] : [],
    ),
  );
  if (changed.size === 0) return [];
  const found = await listEarlyById(db, [...changed.keys()]);
  const ids = [...new Set(found.map(({ incidentId }) => incidentId))];
  const [conflicted, excluded] = [await listConflicted(db, ids), await listExcludedOfIncidents(db, ids)];
  return found.map(({ id, agencyId, incidentId }) => {
    const data: LiveEvent = { event: 'early-notifications-changed' };
    return {
      seq: changed.get(id) ?? 0,
      audiences: branchesOver(jurisdiction.getAgency(agencyId).path).map(branchAudience),
      exceptFor: [...(conflicted.get(incidentId) ?? []), ...(excluded.get(incidentId) ?? [])].map(personAudience),
      data,
    };
  });
}

function branchAudience(branch: string): string {
  return `cases:${branch}`;
}

function memberAudience(personId: string): string {
  return `case-team:${personId}`;
}
