import { alertPeople } from '#capabilities/alerting';
import { callAgency, type HeldIncident, holdIncidents } from '#capabilities/incident';
import { isUnanswered } from '#contract/incident-status';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import { climbOn, type Fired } from '../climb.ts';
import type { EscalationContext } from '../context.ts';
import { ladderFor } from '../ladder.ts';
import { withPromisers } from '../promisers.ts';
import { isOwnUnheard, isReady, type Reach, reachOf } from '../reach.ts';
import { alertKindOf, isRoundOver, owesReporters } from '../round.ts';
import {
  type ClimbRow,
  type FiringRow,
  insertFirings,
  saveClimbs,
  takeDueClimbs,
  takePassedOverClimbs,
} from '../store-climbs.ts';
import { type LadderRow, listCurrentLadders, listLaddersById } from '../store-ladders.ts';
import { type StandingsOf, surveyTargets } from '../survey.ts';

/** Rungs of this many incidents fire in one transaction: an officer who answers one of them waits no longer for it. */
const BATCH = 20;
/** At most so many in one look: a server that is to stop waits for the look that runs, however much is due. */
const BATCHES = 25;

/**
 * A duty of time: fires every rung whose time has come, in as many processes as there are. It holds only what nobody
 * else holds and waits for nobody, so that no answer waits for it in a circle.
 * @returns what fired, once it is durable
 */
export async function fireDueRungs(context: EscalationContext, db: Database): Promise<FiringRow[]> {
  return fireAll(context, db, (work, now) => takeDueClimbs(work.tx, now, BATCH));
}

/** Fires the next rung where by now nobody told can answer: the last one on duty went home while it rang. */
export async function firePassedOverRungs(context: EscalationContext, db: Database): Promise<FiringRow[]> {
  const unready = context.jurisdiction.listAgencies().filter((agency) => !isReady(agency));
  if (unready.length === 0) return [];
  const ids = unready.map(({ id }) => id);
  return fireAll(context, db, (work) => takePassedOverClimbs(work.tx, ids, { limit: BATCH }));
}

async function fireAll(
  context: EscalationContext,
  db: Database,
  take: (work: Work, now: Date) => Promise<ClimbRow[]>,
): Promise<FiringRow[]> {
  const all: FiringRow[] = [];
  for (let batch = 0; batch < BATCHES; batch++) {
    const { taken, firings } = await inTransaction(db, async (work) => {
      const now = context.clock.now();
      const climbs = await take(work, now);
      return { taken: climbs.length, firings: await fireFor(context, work, climbs, now) };
    });
    all.push(...firings);
    // What somebody else holds at the moment is left for the next look.
    if (taken < BATCH || firings.length === 0) break;
  }
  return all;
}

async function fireFor(context: EscalationContext, work: Work, climbs: ClimbRow[], now: Date): Promise<FiringRow[]> {
  if (climbs.length === 0) return [];
  const held = await holdIncidents(work, [...new Set(climbs.map(({ incidentId }) => incidentId))]);
  const incidents = new Map(held.map((incident) => [incident.id, incident]));
  const ladders = await laddersOf(context, work, climbs, incidents);
  const standings = await surveyTargets(context.jurisdiction, work.tx, held, { now, ways: context.ways });
  const saved: ClimbRow[] = [];
  const fired: { incident: HeldIncident; climb: ClimbRow; firing: FiringRow; reached: Reach[]; isUnheard: boolean }[] =
    [];
  for (const climb of climbs) {
    const incident = incidents.get(climb.incidentId);
    const ladder = ladders.get(climb.id);
    if (!incident || !ladder) continue;
    if (isRoundOver(climb, incident)) {
      const stoppedBy = isUnanswered(incident.status) ? 'begun-anew' : 'answered';
      saved.push({ ...climb, stoppedAt: now, stoppedBy });
      continue;
    }
    const on = climbIncident(context, { climb, ladder, incident, standings, now });
    saved.push({ ...climb, ...on.climb, ladderId: ladder.id });
    const isUnheard = isOwnUnheard(on.fired.flatMap(({ reached }) => reached));
    for (const [at, one] of on.fired.entries()) {
      const isLast = at === on.fired.length - 1;
      fired.push({
        incident,
        climb,
        reached: one.reached,
        isUnheard,
        firing: firingOf(climb, one, { now, isLast, ladder }),
      });
    }
  }
  await saveClimbs(work.tx, saved);
  await insertFirings(
    work.tx,
    fired.map(({ firing }) => firing),
  );
  for (const one of fired) await tell(context, work, one);
  return fired.map(({ firing }) => firing);
}

type Situation = {
  climb: ClimbRow;
  ladder: LadderRow;
  incident: HeldIncident;
  standings: StandingsOf;
  now: Date;
};

function climbIncident({ jurisdiction }: EscalationContext, { climb, ladder, incident, standings, now }: Situation) {
  const isKept = (personId: string) => incident.conflictedIds.includes(personId);
  const canAnswer = (agencyId: string) => {
    const agency = jurisdiction.findAgency(agencyId);
    return agency !== undefined && isReady(agency);
  };
  const standingsOf = (target: Parameters<StandingsOf>[0]) =>
    // Somebody has it already: whether another station goes too is decided by whoever is asked, not by a clock.
    climb.reason === 'eta-passed' && target === 'next-station' ? [] : standings(target, incident);
  const on = climbOn(ladder, climb, (rung) => reachOf(rung, standingsOf, isKept), { now, canAnswer });
  // With no rung left that could come earlier there is nothing to watch for.
  return on.climb.nextRung < ladder.rungs.length ? on : { ...on, climb: { ...on.climb, ringsAt: [] } };
}

function firingOf(
  climb: ClimbRow,
  { rung, repeat, dueAt, reached }: Fired<Reach>,
  { now, isLast, ladder }: { now: Date; isLast: boolean; ladder: LadderRow },
): FiringRow {
  return {
    id: newId(),
    climbId: climb.id,
    incidentId: climb.incidentId,
    rung,
    repeat,
    dueAt,
    firedAt: now,
    reached: reached.map(({ target, agencyId, personIds, passedOver }) => {
      return { target, agencyId, people: personIds.length, passedOver };
    }),
    owesReporters: isLast && owesReporters(climb.reason, { rung, repeat }, ladder.rungs.length),
  };
}

/** Owes the people their alarm, and calls the station that is to come; all in the transaction that says that it fired. */
async function tell(
  context: EscalationContext,
  work: Work,
  {
    incident,
    climb,
    firing,
    reached,
    isUnheard,
  }: { incident: HeldIncident; climb: ClimbRow; firing: FiringRow; reached: Reach[]; isUnheard: boolean },
): Promise<void> {
  for (const { target, agencyId } of reached) {
    if (target === 'next-station')
      await callAgency(context, work, incident.id, agencyId, 'timer', isUnheard ? 'no-channel' : undefined);
  }
  const people = reached.flatMap(({ agencyId, personIds }) => personIds.map((personId) => ({ personId, agencyId })));
  await alertPeople(context, work, {
    alertId: firing.id,
    incidentId: incident.id,
    kind: alertKindOf(climb.reason, firing, incident),
    rung: firing.rung,
    people: climb.reason === 'eta-passed' && firing.rung === 0 ? withPromisers(incident, people) : people,
    agencyIds: [...new Set(reached.filter(({ personIds }) => personIds.length > 0).map(({ agencyId }) => agencyId))],
  });
}

/** The version that each round climbs by: the one it began with. */
async function laddersOf(
  { jurisdiction }: EscalationContext,
  { tx }: Work,
  climbs: ClimbRow[],
  incidents: Map<string, HeldIncident>,
): Promise<Map<string, LadderRow>> {
  const pinnedIds = [...new Set(climbs.flatMap(({ ladderId }) => ladderId ?? []))];
  const pinned = new Map((await listLaddersById(tx, pinnedIds)).map((ladder) => [ladder.id, ladder]));
  const current = climbs.some(({ ladderId }) => ladderId === null) ? await listCurrentLadders(tx) : [];
  const pathOf = (id: string) => jurisdiction.findAgency(id)?.path;
  return new Map(
    climbs.flatMap((climb): [string, LadderRow][] => {
      const incident = incidents.get(climb.incidentId);
      if (!incident) return [];
      const known = climb.ladderId ? pinned.get(climb.ladderId) : undefined;
      return [[climb.id, known ?? ladderFor(current, jurisdiction.getAgency(incident.responsibleAgencyId), pathOf)]];
    }),
  );
}
