import { type Actor, listStaff } from '#capabilities/access';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { deleteStoredAnswers } from '#platform/http/idempotency';
import { newId } from '#platform/ids';
import type { IncidentContext } from '../../context.ts';
import { auditChange } from '../../record/commands/record-change.ts';
import { removeAssignees } from '../../record/store/assignee-rows.ts';
import { findShownIn } from '../../record/store/incident-rows.ts';
import { listAccessFacts } from '../store/access-fact-rows.ts';
import { insertConflict, liftConflicts, listConflictRows, spreadConflicts } from '../store/conflict-rows.ts';
import { endGuests } from '../store/guest-rows.ts';
import type { Withheld } from '../store/published-conflicts.ts';
import { incidentVisibilityOf } from '../visibility.ts';
import { loadForChange } from './load-for-change.ts';

/**
 * Withholds an incident, and all merged with it, from a person: from the commit on they can't see it, find it or learn
 * that it exists.
 * @throws AppError `access/person-not-found`, `incident/conflict-exists`, `incident/conflict-own`
 */
export async function markConflict(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
  { personId, kind, reason }: { personId: string; kind: 'named' | 'marked'; reason: string },
): Promise<{ id: string }> {
  await loadForChange(context, work, actor, id, 'incident:mark-conflict');
  // Otherwise the incident would disappear for the actor in the middle of this action.
  if (personId === actor.userId) throw new AppError('incident/conflict-own');
  const at = context.clock.now();
  const [person] = await listStaff(work.tx, { ids: [personId] }, at);
  if (!person) throw new AppError('access/person-not-found');
  const conflictId = newId();
  const conflict = { id: conflictId, personId, kind, byPersonId: actor.userId, reason, at };
  if (!(await insertConflict(work.tx, id, conflict))) {
    throw new AppError('incident/conflict-exists', {
      lostTo: { subjects: [id], actions: ['incident/conflict-marked'] },
    });
  }
  await withhold(context, work, [{ incidentId: id, personId }, ...(await spread(work, id))]);
  auditChange(context, work, id, { kind: 'conflict-marked', by: actor, codes: { conflictId, personId, kind } });
  return { id: conflictId };
}

/** Merged incidents show each other's reports, so a conflict of interest applies to all of them. */
export async function spreadConflictsOfMerge(context: IncidentContext, work: Work, id: string): Promise<void> {
  await withhold(context, work, await spread(work, id));
}

/**
 * Ends a conflict of interest: the person's ordinary rights apply again. The person concerned can't request it, because
 * for them the incident does not exist.
 * @throws AppError `incident/conflict-not-found`, `incident/conflict-ended`
 */
export async function liftConflict(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
  { conflictId, reason }: { conflictId: string; reason: string },
): Promise<{ id: string }> {
  await loadForChange(context, work, actor, id, 'incident:mark-conflict');
  const conflict = (await listConflictRows(work.tx, id)).find((one) => one.id === conflictId);
  if (!conflict) throw new AppError('incident/conflict-not-found');
  if (conflict.liftedAt) {
    throw new AppError('incident/conflict-ended', {
      lostTo: { subjects: [id], actions: ['incident/conflict-lifted'] },
    });
  }
  const at = context.clock.now();
  const root = await rootOf(work, id);
  const lifted = await liftConflicts(work.tx, root, conflict.personId, { byPersonId: actor.userId, reason, at });
  await context.events.publish(work, 'incident-changed', ...lifted.map(({ incidentId }) => ({ incidentId })));
  auditChange(context, work, id, {
    kind: 'conflict-lifted',
    by: actor,
    codes: { conflictId, personId: conflict.personId },
  });
  return { id: conflictId };
}

async function spread(work: Work, id: string): Promise<Withheld[]> {
  return spreadConflicts(work.tx, await rootOf(work, id));
}

async function rootOf({ tx }: Work, id: string): Promise<string> {
  return (await findShownIn(tx, [id])).get(id) ?? id;
}

/** Removes every other access: assignment, invitation, and stored answers to repeated requests. */
async function withhold(context: IncidentContext, work: Work, withheld: Withheld[]): Promise<void> {
  const now = context.clock.now();
  const ids = [...new Set(withheld.map(({ personId }) => personId))];
  const people = ids.length > 0 ? await listStaff(work.tx, { ids }, now) : [];
  for (const { incidentId, personId } of withheld) {
    const [accessFacts] = await listAccessFacts(work.tx, [incidentId], personId, now);
    const person = people.find(({ id }) => id === personId);
    const couldSee =
      person &&
      accessFacts &&
      incidentVisibilityOf(context.jurisdiction, person, { ...accessFacts, isConflicted: false });
    await removeAssignees(work.tx, incidentId, { only: [personId] });
    await endGuests(work.tx, incidentId, { personId }, { byPersonId: null, at: now });
    await deleteStoredAnswers(work, personId);
    await context.events.publish(work, 'incident-withheld', { incidentId, personId });
    // If the person could not see it anyway, this event would reveal that something exists.
    if (couldSee) await context.events.publish(work, 'incident-gone', { incidentId, personId });
  }
}
