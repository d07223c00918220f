import type { IncidentType } from '#contract/incident-type';
import { MOST_TRIES, REVISIT_DAYS, type RevisitAnswer, type RevisitDay, type RevisitState } from '#contract/places';
import { addDays, type ThaiDay } from '#contract/thai-day';

/** A counted incident at a place. */
export type PlaceIncident = { incidentId: string; on: ThaiDay; type: IncidentType; isQuiet: boolean };
/** Of all incidents at one place. */
export type PlaceSum = { n: number; firstOn: ThaiDay | null; lastOn: ThaiDay | null; isQuiet: boolean };

/** What is further apart is no repetition. */
export const REPEATED_WITHIN_DAYS = 365;

/** @param incidents counted ones, the oldest first */
export function sumOf(incidents: readonly PlaceIncident[]): PlaceSum {
  const last = incidents.at(-1);
  const within = last ? incidents.filter(({ on }) => on > addDays(last.on, -REPEATED_WITHIN_DAYS)) : [];
  return {
    n: within.length,
    firstOn: within[0]?.on ?? null,
    lastOn: last?.on ?? null,
    // Once is for ever: whoever watches a telephone there watches it next time as well.
    isQuiet: incidents.some(({ isQuiet }) => isQuiet),
  };
}

/**
 * Who goes. Behind a door where somebody reported in silence, or where it is about sexual violence, no uniform is seen: the
 * social-help centre has other reasons to be in the village. A crowd in the street is nobody's household.
 */
export function chooseRevisitors(
  incidents: readonly PlaceIncident[],
  { agencyId, centreId }: { agencyId: string; centreId: string | null },
): { agencyId: string | null; centreId: string | null } {
  // Without a centre the station is asked all the same: it goes without a uniform, or finds one that does.
  if (incidents.some(({ isQuiet }) => isQuiet)) return { agencyId: centreId === null ? agencyId : null, centreId };
  if (incidents.every(({ type }) => type === 'riotous-gathering')) return { agencyId, centreId: null };
  return { agencyId, centreId };
}

/** A visit that is still ahead. */
export type PlannedRevisit = { incidentId: string; day: RevisitDay; dueOn: ThaiDay };

/**
 * The visits after the latest incident: those not yet over when it became known. A newer incident begins anew; where the place is
 * none any more nothing is planned, and what was open is replaced.
 */
export function planRevisits(incidents: readonly PlaceIncident[], today: ThaiDay): PlannedRevisit[] {
  const last = incidents.at(-1);
  if (!last || sumOf(incidents).n < 2) return [];
  return REVISIT_DAYS.map((day) => ({ incidentId: last.incidentId, day, dueOn: addDays(last.on, day) })).filter(
    ({ dueOn }) => dueOn >= today,
  );
}

/** What an answer makes of a visit: nobody at home is asked again on the next day, up to three times. */
export function answerRevisit(
  { tries }: { tries: number },
  { outcome }: Pick<RevisitAnswer, 'outcome'>,
  today: ThaiDay,
): { state: RevisitState; tries: number; dueOn?: ThaiDay } {
  if (outcome !== 'not-at-home') return { state: outcome, tries };
  if (tries + 1 >= MOST_TRIES) return { state: 'not-at-home', tries: tries + 1 };
  return { state: 'open', tries: tries + 1, dueOn: addDays(today, 1) };
}
