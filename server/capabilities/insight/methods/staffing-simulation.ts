import { type Call, type CallKind, HOURS_OF_WEEK } from './staffing-calls.ts';

/** Units and ways of a province. Areas are numbered as in the demand. */
export type Roster = {
  /** Units on duty in each area in each hour of the week. One area may stand for a neighbouring province and its aid. */
  unitsByHour: readonly (readonly number[])[];
  /** Mean minutes of the way of a unit of one area (first) to a call in another (second), on the diagonal within it. */
  travelMinutes: readonly (readonly number[])[];
  /** Areas whose units may be sent to calls of each area besides its own. */
  aid: readonly (readonly number[])[];
};

export type RunOptions = {
  days: number;
  /** Calls of the first hours are not counted: the run begins with all units free, as no real week does. */
  warmUpHours: number;
};

/** What became of one call, in minutes from the first contact; infinite if nobody came in a week. */
export type CallResult = {
  /** Number of the call in the list. */
  call: number;
  /** From ready until the first unit was sent that stayed with it. */
  waitMinutes: number;
  responseMinutes: number;
  /** Until the last unit that it needed was there. */
  teamMinutes: number;
};
export type RunResult = {
  calls: CallResult[];
  /** Minutes that units were on the way or on scene, and on duty, after the warm-up, for each area. */
  busyMinutes: number[];
  dutyMinutes: number[];
};

/** One unit's part in one call. */
type Job = {
  call: number;
  part: 0 | 1;
  area: number;
  kind: number;
  readyAt: number;
  onSceneLeft: number;
  travelFactor: number;
  arrivedAt: number;
  sentAt: number;
};
type Running = { job: Job; unitArea: number; sentAt: number; arrivesAt: number; endsAt: number; isActive: boolean };

/** Calls that nobody has taken a week after the last day never get a unit. */
const PATIENCE_DAYS = 7;

/**
 * One run of a roster over the given calls; no chance is left in it. Rules of sending:
 * - The nearest free unit of the own area or of those that give aid goes at once; the second unit of a call is a job of
 *   its own right behind the first, and the first does not wait for it: danger beats completeness.
 * - If none is free, an urgent kind that may take a unit from another call takes it from the least urgent one, there from
 *   the one begun last. That call is the first of its kind in the line again, and only the rest of its time is left.
 * - A unit that becomes free takes the most urgent job that it may take, among these the one that waits longest.
 * - Whoever goes off duty ends the job first. A free unit is where its area's travel times begin, at once.
 */
export function runRoster(
  roster: Roster,
  kinds: readonly CallKind[],
  calls: readonly Call[],
  { days, warmUpHours }: RunOptions,
): RunResult {
  const areas = roster.unitsByHour.length;
  const end = days * 1440;
  const lastHour = (days + PATIENCE_DAYS) * 24;
  const countFrom = warmUpHours * 60;
  const busy = new Array<number>(areas).fill(0);
  const busyMinutes = new Array<number>(areas).fill(0);
  const dutyMinutes = new Array<number>(areas).fill(0);
  const lines = Array.from({ length: areas }, () => kinds.map((): Job[] => []));
  const running = Array.from({ length: areas }, (): Running[] => []);
  const endings: Running[] = [];
  const sources = listSources(roster);
  const served = Array.from({ length: areas }, (_, unit) =>
    sources.flatMap((list, area) => (list.includes(unit) ? [area] : [])),
  );
  const jobs: Job[][] = [];
  let hour = 0;

  const onDuty = (area: number): number => roster.unitsByHour[area]?.[hour % HOURS_OF_WEEK] ?? 0;
  const isFree = (area: number): boolean => (busy[area] as number) < onDuty(area);

  function send(job: Job, unitArea: number, now: number): void {
    const travel = (roster.travelMinutes[unitArea]?.[job.area] ?? 0) * job.travelFactor;
    // Whoever was with the caller already and was called away does not make the first wait longer.
    if (job.arrivedAt === Number.POSITIVE_INFINITY) job.sentAt = now;
    const arrivesAt = now + travel;
    const one = { job, unitArea, sentAt: now, arrivesAt, endsAt: arrivesAt + job.onSceneLeft, isActive: true };
    busy[unitArea] = (busy[unitArea] as number) + 1;
    running[unitArea]?.push(one);
    pushEnding(endings, one);
  }

  function stop(one: Running, now: number): void {
    one.isActive = false;
    busy[one.unitArea] = (busy[one.unitArea] as number) - 1;
    const others = running[one.unitArea] as Running[];
    others.splice(others.indexOf(one), 1);
    busyMinutes[one.unitArea] = (busyMinutes[one.unitArea] as number) + overlap(one.sentAt, now, countFrom, end);
    if (now >= one.arrivesAt) {
      one.job.arrivedAt = Math.min(one.job.arrivedAt, one.arrivesAt);
      one.job.onSceneLeft = Math.max(0, one.endsAt - now);
    }
  }

  /** The least urgent, last begun job of a less urgent kind whose unit this call may have. */
  function findToInterrupt(job: Job): Running | undefined {
    if (!kinds[job.kind]?.preempts) return undefined;
    let found: Running | undefined;
    for (const area of sources[job.area] ?? []) {
      for (const one of running[area] ?? []) {
        if (one.job.kind <= job.kind) continue;
        const isBetter =
          found === undefined ||
          one.job.kind > found.job.kind ||
          (one.job.kind === found.job.kind && one.sentAt > found.sentAt);
        if (isBetter) found = one;
      }
    }
    return found;
  }

  function offer(job: Job, now: number): void {
    const free = (sources[job.area] ?? []).find(isFree);
    if (free !== undefined) {
      send(job, free, now);
      return;
    }
    const other = findToInterrupt(job);
    if (other === undefined) {
      lines[job.area]?.[job.kind]?.push(job);
      return;
    }
    stop(other, now);
    lines[other.job.area]?.[other.job.kind]?.unshift(other.job);
    send(job, other.unitArea, now);
  }

  /** Free units of an area take what waits. */
  function takeWaiting(unitArea: number, now: number): void {
    while (isFree(unitArea)) {
      let best: Job[] | undefined;
      for (let kind = 0; kind < kinds.length && best === undefined; kind += 1) {
        for (const area of served[unitArea] ?? []) {
          const line = lines[area]?.[kind];
          if (line?.[0] && (best?.[0] === undefined || line[0].readyAt < best[0].readyAt)) best = line;
        }
      }
      const job = best?.shift();
      if (job === undefined) return;
      send(job, unitArea, now);
    }
  }

  let next = 0;
  for (;;) {
    const call = calls[next];
    const endsAt = endings[0]?.endsAt ?? Number.POSITIVE_INFINITY;
    const readyAt = call?.readyAt ?? Number.POSITIVE_INFINITY;
    const hourEnds = (hour + 1) * 60;
    const now = Math.min(endsAt, readyAt, hourEnds);
    if (now === hourEnds) {
      for (let area = 0; area < areas; area += 1) {
        dutyMinutes[area] = (dutyMinutes[area] as number) + onDuty(area) * overlap(hour * 60, hourEnds, countFrom, end);
      }
      hour += 1;
      if (hour >= lastHour) break;
      for (let area = 0; area < areas; area += 1) takeWaiting(area, now);
    } else if (now === endsAt) {
      const one = popEnding(endings);
      if (!one.isActive) continue;
      stop(one, now);
      takeWaiting(one.unitArea, now);
    } else if (call !== undefined) {
      const parts = makeJobs(call, next);
      jobs.push(parts);
      next += 1;
      for (const job of parts) offer(job, now);
    }
    if (next >= calls.length && now >= end && running.every((list) => list.length === 0) && isEmpty(lines)) break;
  }
  for (const one of running.flat()) one.job.arrivedAt = Math.min(one.job.arrivedAt, one.arrivesAt);
  return { calls: listResults(calls, jobs, countFrom), busyMinutes, dutyMinutes };
}

/** Areas whose units a call of each area may have, nearest first. */
function listSources({ unitsByHour, travelMinutes, aid }: Roster): number[][] {
  return unitsByHour.map((_, area) => {
    const way = (from: number): number => travelMinutes[from]?.[area] ?? 0;
    return [...new Set([area, ...(aid[area] ?? [])])].sort((one, other) => way(one) - way(other));
  });
}

function makeJobs(call: Call, number: number): Job[] {
  const parts: (0 | 1)[] = call.units === 2 ? [0, 1] : [0];
  return parts.map((part) => ({
    call: number,
    part,
    area: call.area,
    kind: call.kind,
    readyAt: call.readyAt,
    onSceneLeft: call.onScene[part],
    travelFactor: call.travelFactor[part],
    arrivedAt: Number.POSITIVE_INFINITY,
    sentAt: Number.POSITIVE_INFINITY,
  }));
}

function listResults(calls: readonly Call[], jobs: readonly Job[][], countFrom: number): CallResult[] {
  return jobs.flatMap((parts, number) => {
    const call = calls[number] as Call;
    if (call.at < countFrom) return [];
    const arrivals = parts.map(({ arrivedAt }) => arrivedAt);
    return [
      {
        call: number,
        waitMinutes: Math.min(...parts.map(({ sentAt }) => sentAt)) - call.readyAt,
        responseMinutes: Math.min(...arrivals) - call.at,
        teamMinutes: Math.max(...arrivals) - call.at,
      },
    ];
  });
}

function overlap(from: number, to: number, start: number, end: number): number {
  return Math.max(0, Math.min(to, end) - Math.max(from, start));
}

function isEmpty(lines: readonly (readonly (readonly Job[])[])[]): boolean {
  return lines.every((kinds) => kinds.every((line) => line.length === 0));
}

/** A binary heap: the job that ends first is at its front. */
function pushEnding(heap: Running[], one: Running): void {
  let place = heap.length;
  while (place > 0) {
    const parent = (place - 1) >> 1;
    const above = heap[parent] as Running;
    if (above.endsAt <= one.endsAt) break;
    heap[place] = above;
    place = parent;
  }
  heap[place] = one;
}

function popEnding(heap: Running[]): Running {
  const first = heap[0] as Running;
  const last = heap.pop() as Running;
  if (heap.length === 0) return first;
  let place = 0;
  for (;;) {
    let child = 2 * place + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && (heap[child + 1] as Running).endsAt < (heap[child] as Running).endsAt) child += 1;
    const below = heap[child] as Running;
    if (below.endsAt >= last.endsAt) break;
    heap[place] = below;
    place = child;
  }
  heap[place] = last;
  return first;
}
