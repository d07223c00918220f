import type { Actor } from '#capabilities/access';
import type { TimelineEntry } from '#contract/incident';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../../context.ts';
import { publishIfAnswered, recipientsOf, recordChange } from '../../record/commands/record-change.ts';
import { assignUnit, type Incident, markEnRoute, markOnScene, personOf } from '../../record/incident.ts';
import { loadForChange } from '../../visibility/commands/load-for-change.ts';
import { notifyAnswered } from './notify-progress.ts';
import { addOfficers, replaceOfficers } from './send-officers.ts';

type Progress = {
  etaMinutes?: number | undefined;
  note?: string | undefined;
  /** Which unit it was, if several are assigned. */
  unitName?: string | undefined;
  /** When it happened, if much earlier than the server received it. */
  happenedAt?: Date | undefined;
};

/** Assigns a unit. Its members are sent in addition to those already sent, or together with only `officerIds`. */
export async function assignIncident(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
  asked: {
    unitName: string;
    etaMinutes?: number | undefined;
    officerIds?: string[] | undefined;
    memberIds?: string[] | undefined;
  },
): Promise<void> {
  const { unitName, etaMinutes, memberIds = [] } = asked;
  const officerIds = asked.officerIds && [...asked.officerIds, ...memberIds];
  const incident = await loadForChange(context, work, actor, id, 'incident:assign');
  const by = personOf(actor);
  const changed = assignUnit(incident, unitName, { by, etaMinutes, now: context.clock.now() });
  const replaced = officerIds && (await replaceOfficers(context, work, actor, incident, officerIds));
  const names = replaced?.names ?? (await addOfficers(context, work, actor, incident, memberIds));
  const saved = await recordChange(context, work, changed, {
    kind: 'unit-assigned',
    by: actor,
    details: { unitName, ...(names && { names }), ...(etaMinutes && { etaMinutes }) },
    codes: officerIds || memberIds.length > 0 ? { officerIds: officerIds ?? memberIds } : {},
  });
  await notifyEta(context, work, incident, saved, etaMinutes);
  await publishIfAnswered(context, work, incident, saved);
  if (!replaced) return;
  // Members of the unit get their order through the unit.
  const sent = replaced.sent.filter((personId) => !memberIds.includes(personId));
  const officers = { incidentId: id, unitName, sent, recalled: replaced.recalled, byPersonId: actor.userId };
  await context.events.publish(work, 'incident-officers-changed', officers);
}

/** The unit is on its way. */
export async function startIncident(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
  progress: Progress,
): Promise<void> {
  const incident = await loadForChange(context, work, actor, id, 'incident:progress');
  await setOut(context, work, actor, incident, { details: detailsOf(progress), etaMinutes: progress.etaMinutes });
}

/** The unit has arrived. */
export async function arriveAtIncident(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
  progress: Omit<Progress, 'etaMinutes'>,
): Promise<void> {
  const incident = await loadForChange(context, work, actor, id, 'incident:progress');
  await arrive(context, work, actor, incident, { details: detailsOf(progress) });
}

/** The incident, which the caller has locked, is en route from now on. */
export async function setOut(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  incident: Incident,
  { details, etaMinutes }: { details: TimelineEntry['details']; etaMinutes?: number | undefined },
): Promise<void> {
  const changed = markEnRoute(incident, { by: personOf(actor), etaMinutes, now: context.clock.now() });
  const saved = await recordChange(context, work, changed, { kind: 'en-route', by: actor, details });
  await context.events.publish(work, 'incident-en-route', {
    ...(await recipientsOf(work, saved)),
    etaAt: saved.etaAt,
    etaMinutes: etaMinutes ?? null,
  });
  await publishIfAnswered(context, work, incident, saved);
}

/** The incident, which the caller has locked, is on scene from now on. */
export async function arrive(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  incident: Incident,
  { details }: { details: TimelineEntry['details'] },
): Promise<void> {
  const changed = markOnScene(incident, { by: personOf(actor), now: context.clock.now() });
  const saved = await recordChange(context, work, changed, { kind: 'on-scene', by: actor, details });
  await context.events.publish(work, 'incident-on-scene', await recipientsOf(work, saved));
  await publishIfAnswered(context, work, incident, saved);
}

/** Assigning a unit may be the first answer to the alert, or change the ETA: the reporter is notified of either. */
async function notifyEta(
  context: IncidentContext,
  work: Work,
  before: Incident,
  saved: Incident,
  etaMinutes: number | undefined,
): Promise<void> {
  if (!before.acknowledgedAt) return notifyAnswered(context, work, saved, etaMinutes ?? null);
  if (!etaMinutes || !saved.etaAt) return;
  const recipients = await recipientsOf(work, saved);
  await context.events.publish(work, 'incident-eta-changed', { ...recipients, etaMinutes, etaAt: saved.etaAt });
}

function detailsOf({ note, unitName, happenedAt }: Progress): Record<string, string> {
  return {
    ...(note && { note }),
    ...(unitName && { unitName }),
    ...(happenedAt && { happenedAt: happenedAt.toISOString() }),
  };
}
