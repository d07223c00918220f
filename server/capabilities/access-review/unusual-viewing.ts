import type { Unusual } from '#contract/access-review';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * From when on viewing is worth a question. Estimates from how stations work, not measurements: if too low, supervisors
 * ignore the findings; if too high, there are none.
 */
export const LIMITS = {
  /** A station has a handful of open incidents; more different ones in an hour means browsing. */
  differentIncidentsPerHour: 20,
  /** Roles that watch a province or the country go through the whole board after a change of shift. */
  differentIncidentsPerHourOfWatcher: 60,
  /** A view after this long is another visit; officers leave the page open and return to it between calls. */
  visitGapMs: 15 * MINUTE,
  /** One visit after the end is paperwork, a second one a question from the reporter. */
  visitsAfterEnd: 3,
  visitsAfterEndWithinMs: 7 * DAY,
  /** Complaints ("nobody came") and appeals come within days; after that there is no work left. */
  longAfterEndMs: 14 * DAY,
} as const;

/** Roles that watch the stations of their branch, so that viewing incidents of other agencies is their work. */
const WATCHERS = new Set(['centre-191', 'province-commander', 'national-desk']);

/** One view of an incident with everything that it is judged by. */
export type ViewFact = {
  personId: string;
  incidentId: string;
  at: Date;
  roles: readonly string[];
  /** Nobody was on duty in their agencies, or they had none. */
  isOffDuty: boolean;
  /** None of their agencies was involved. */
  isOutsideOwnArea: boolean;
  endedAt: Date | null;
};

export type UnusualViewing = {
  personId: string;
  why: Unusual;
  firstAt: Date;
  lastAt: Date;
  views: number;
  incidentIds: string[];
};

/** What is unusual in these views: one finding for each person and reason, newest first. */
export function findUnusualViewing(facts: readonly ViewFact[], limits: typeof LIMITS = LIMITS): UnusualViewing[] {
  const findings: UnusualViewing[] = [];
  for (const [personId, views] of Map.groupBy(facts, (fact) => fact.personId)) {
    const inOrder = views.toSorted((one, other) => one.at.getTime() - other.at.getTime());
    const add = (why: Unusual, found: ViewFact[]) => {
      if (found.length > 0) findings.push(summarise(personId, why, found));
    };
    add('many-incidents', browsing(inOrder, limits));
    add(
      'off-duty',
      inOrder.filter(({ isOffDuty }) => isOffDuty),
    );
    add(
      'outside-own-area',
      inOrder.filter((view) => view.isOutsideOwnArea && !isWatcher(view)),
    );
    add('repeated-after-end', comingBack(inOrder, limits));
    add(
      'long-after-end',
      inOrder.filter((view) => isAfter(view, limits.longAfterEndMs)),
    );
  }
  return findings.sort((one, other) => other.lastAt.getTime() - one.lastAt.getTime());
}

/** Views within an hour in which too many different incidents were opened. */
function browsing(views: ViewFact[], limits: typeof LIMITS): ViewFact[] {
  const found = new Set<ViewFact>();
  const times = new Map<string, number>();
  let first = 0;
  for (const [place, view] of views.entries()) {
    times.set(view.incidentId, (times.get(view.incidentId) ?? 0) + 1);
    for (let past = views[first]; past && view.at.getTime() - past.at.getTime() >= HOUR; past = views[++first]) {
      const left = (times.get(past.incidentId) ?? 1) - 1;
      if (left === 0) times.delete(past.incidentId);
      else times.set(past.incidentId, left);
    }
    const most = isWatcher(view) ? limits.differentIncidentsPerHourOfWatcher : limits.differentIncidentsPerHour;
    if (times.size > most) for (const one of views.slice(first, place + 1)) found.add(one);
  }
  return [...found];
}

/** Views of ended incidents that the person visited too often. */
function comingBack(views: ViewFact[], limits: typeof LIMITS): ViewFact[] {
  const ended = views.filter((view) => isAfter(view, 0));
  return [...Map.groupBy(ended, ({ incidentId }) => incidentId).values()].flatMap((ofOne) => {
    const visits = ofOne.filter((view, place) => {
      const before = ofOne[place - 1];
      return !before || view.at.getTime() - before.at.getTime() > limits.visitGapMs;
    });
    const isTooMany = visits.some((visit, place) => {
      const last = visits[place + limits.visitsAfterEnd - 1];
      return last && last.at.getTime() - visit.at.getTime() <= limits.visitsAfterEndWithinMs;
    });
    return isTooMany ? ofOne : [];
  });
}

function isAfter({ at, endedAt }: ViewFact, milliseconds: number): boolean {
  return endedAt !== null && at.getTime() - endedAt.getTime() > milliseconds;
}

function isWatcher({ roles }: ViewFact): boolean {
  return roles.some((role) => WATCHERS.has(role));
}

function summarise(personId: string, why: Unusual, views: ViewFact[]): UnusualViewing {
  const [first, last] = [views[0], views.at(-1)];
  const incidentIds = [...new Set(views.map(({ incidentId }) => incidentId))];
  const [firstAt, lastAt] = [first?.at ?? new Date(0), last?.at ?? new Date(0)];
  return { personId, why, firstAt, lastAt, views: views.length, incidentIds };
}
