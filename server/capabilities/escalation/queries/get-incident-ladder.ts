import { type Actor, listStaff } from '#capabilities/access';
import { listNotices, type Notice } from '#capabilities/alerting';
import { findToAlert, getVisibleIncident } from '#capabilities/incident';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { IncidentLadder } from '#contract/escalation';
import type { Connection } from '#platform/database/database';
import { climbOn } from '../climb.ts';
import type { EscalationContext } from '../context.ts';
import { ladderFor } from '../ladder.ts';
import { isReady, type Reach, reachOf } from '../reach.ts';
import { type ClimbRow, listClimbs, listFirings, type ReachedRow } from '../store-climbs.ts';
import { listCurrentLadders, listLaddersById } from '../store-ladders.ts';
import { surveyTargets } from '../survey.ts';

/**
 * What the ladder did for the newest round of an incident, who was told and what became of it, and what comes next if
 * nobody answers.
 * @throws AppError `incident/not-found`
 */
export async function getIncidentLadder(
  context: EscalationContext,
  connection: Connection,
  actor: Actor,
  incidentId: string,
): Promise<IncidentLadder> {
  await getVisibleIncident(context, connection, actor, incidentId);
  const now = context.clock.now();
  const climbs = await listClimbs(connection, incidentId);
  // The one that runs; else the one that ran last.
  const climb = climbs.find(({ stoppedAt }) => stoppedAt === null) ?? climbs[0];
  const nothing = { reason: null, beganAt: null, stoppedAt: null, stoppedBy: null, fired: [], next: null };
  if (!climb) return { now: now.toISOString(), ...nothing };
  const firings = await listFirings(connection, climb.id);
  const notices = Map.groupBy(await listNotices(connection, [incidentId]), ({ alertId }) => alertId);
  const names = await namesOf(connection, [...notices.values()].flat(), now);
  return {
    now: now.toISOString(),
    reason: climb.reason,
    beganAt: climb.beganAt.toISOString(),
    stoppedAt: climb.stoppedAt?.toISOString() ?? null,
    stoppedBy: climb.stoppedBy,
    fired: firings.map((firing) => ({
      rung: firing.rung,
      repeat: firing.repeat,
      dueAt: firing.dueAt.toISOString(),
      firedAt: firing.firedAt.toISOString(),
      reached: firing.reached.map((reached) => nameReached(context.jurisdiction, reached)),
      notices: (notices.get(firing.id) ?? []).map(({ personId, agencyId, channel, state, cause }) => ({
        name: personId ? (names.get(personId) ?? null) : null,
        agencyId,
        channel,
        state,
        cause,
      })),
    })),
    next: climb.stoppedAt ? null : await nextOf(context, connection, climb),
  };
}

/** Reckoned as it will be when it is due, if nothing changes until then. */
async function nextOf(
  { jurisdiction }: EscalationContext,
  connection: Connection,
  climb: ClimbRow,
): Promise<IncidentLadder['next']> {
  const incident = await findToAlert(connection, climb.incidentId);
  if (!incident) return null;
  const [pinned] = climb.ladderId ? await listLaddersById(connection, [climb.ladderId]) : [];
  const responsible = jurisdiction.getAgency(incident.responsibleAgencyId);
  const pathOf = (id: string) => jurisdiction.findAgency(id)?.path;
  const ladder = pinned ?? ladderFor(await listCurrentLadders(connection), responsible, pathOf);
  const standings = await surveyTargets(jurisdiction, connection, [incident], { now: climb.nextDueAt });
  const isKept = (personId: string) => incident.conflictedIds.includes(personId);
  const canAnswer = (id: string) => isReady(jurisdiction.getAgency(id));
  const reach = (rung: Parameters<typeof reachOf>[0]): Reach[] =>
    reachOf(
      rung,
      (target) => (climb.reason === 'eta-passed' && target === 'next-station' ? [] : standings(target, incident)),
      isKept,
    );
  const { fired } = climbOn(ladder, climb, reach, { now: climb.nextDueAt, canAnswer });
  const reached = fired
    .flatMap((one) => one.reached)
    .map(({ target, agencyId, personIds, passedOver }) => {
      return nameReached(jurisdiction, { target, agencyId, people: personIds.length, passedOver });
    });
  return { dueAt: climb.nextDueAt.toISOString(), repeat: fired.at(-1)?.repeat ?? 0, reached };
}

export function nameReached(jurisdiction: Pick<Jurisdiction, 'findAgency'>, reached: ReachedRow) {
  const agency = jurisdiction.findAgency(reached.agencyId);
  return { ...reached, nameTh: agency?.nameTh ?? '–', nameEn: agency?.nameEn ?? null };
}

async function namesOf(connection: Connection, notices: Notice[], now: Date): Promise<Map<string, string>> {
  const ids = [...new Set(notices.flatMap(({ personId }) => personId ?? []))];
  if (ids.length === 0) return new Map();
  return new Map((await listStaff(connection, { ids }, now)).map(({ id, name }) => [id, name]));
}
