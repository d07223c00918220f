import { type Actor, listStaff } from '#capabilities/access';
import { listViews } from '#capabilities/audit';
import { listReviewableIncidents } from '#capabilities/incident';
import type { UnusualViews } from '#contract/access-review';
import type { Connection } from '#platform/database/database';
import { findUnusualViewing } from '../unusual-viewing.ts';
import { toViewFact } from '../view-fact.ts';
import { nameViewer } from '../viewer.ts';
import type { AccessReviewContext } from './get-incident-views.ts';

const DAY_MS = 24 * 3_600_000;
/** Limit of views to judge at once, newest first: weeks of a province. */
const MOST = 50_000;
const INCIDENTS_SHOWN = 20;

/** Unusual views of incidents in the actor's area in the last days. Withheld incidents do not count. */
export async function listUnusualViews(
  context: AccessReviewContext,
  connection: Connection,
  actor: Actor,
  days: number,
): Promise<UnusualViews> {
  const since = new Date(context.clock.now().getTime() - days * DAY_MS);
  const views = await listViews(connection, { subjectKind: 'incident', since, limit: MOST + 1 });
  const ids = [...new Set(views.map(({ subjectId }) => subjectId))];
  const reviewable = new Map(
    (await listReviewableIncidents(context, connection, actor, ids)).map((one) => [one.id, one]),
  );
  const facts = views.slice(0, MOST).flatMap((view) => {
    const incident = reviewable.get(view.subjectId);
    return incident ? [toViewFact(view, incident)] : [];
  });
  const found = findUnusualViewing(facts);
  const staff = await listStaff(
    connection,
    { ids: [...new Set(found.map(({ personId }) => personId))] },
    context.clock.now(),
  );
  const findings = found.map(({ personId, why, firstAt, lastAt, views: count, incidentIds }) => {
    const own = views.filter(({ actorId }) => actorId === personId);
    return {
      person: nameViewer(context.jurisdiction, personId, staff, own),
      why,
      firstAt: firstAt.toISOString(),
      lastAt: lastAt.toISOString(),
      views: count,
      incidents: incidentIds.slice(-INCIDENTS_SHOWN).map((id) => ({ id, code: reviewable.get(id)?.code ?? '' })),
      incidentCount: incidentIds.length,
    };
  });
  return { since: since.toISOString(), findings, isCut: views.length > MOST };
}
