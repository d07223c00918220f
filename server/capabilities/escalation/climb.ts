import type { LadderSteps, Rung } from '#contract/escalation';

/** How far one round of an alert has come. */
export type Climb = {
  beganAt: Date;
  /** Index of the rung that fires next; at the number of rungs the last one is repeated. */
  nextRung: number;
  repeats: number;
  /** By how much the rungs come earlier than written. */
  advancedMs: number;
  nextDueAt: Date;
  /** Agencies told by now that can answer. */
  ringsAt: string[];
};

/** What firing a rung came to, for one agency of it. */
export type Told = { agencyId: string; canAnswer: boolean };

export type Fired<Reach> = { rung: number; repeat: number; dueAt: Date; reached: Reach[] };

export function beginClimb(now: Date): Climb {
  return { beganAt: now, nextRung: 0, repeats: 0, advancedMs: 0, nextDueAt: now, ringsAt: [] };
}

/** Every agency told by now can no longer answer, and there is a rung left that could reach another. */
export function isPassedOver(steps: LadderSteps, climb: Climb, canAnswer: (agencyId: string) => boolean): boolean {
  return climb.nextRung > 0 && climb.nextRung < steps.rungs.length && !climb.ringsAt.some(canAnswer);
}

/**
 * Climbs as far as is due at `now`: every rung whose time has come, each once, and at once the next one while nobody
 * whom it has told can answer. After the last rung that one again, as long as it lasts: never silent.
 * @param reach whom a rung tells; asked once for each rung that fires, in order
 */
export function climbOn<Reach extends Told>(
  steps: LadderSteps,
  climb: Climb,
  reach: (rung: Rung) => Reach[],
  { now, canAnswer }: { now: Date; canAnswer: (agencyId: string) => boolean },
): { fired: Fired<Reach>[]; climb: Climb } {
  const fired: Fired<Reach>[] = [];
  let at = climb;
  while (at.nextDueAt <= now || isPassedOver(steps, at, canAnswer)) {
    const last = steps.rungs.length - 1;
    const rung = Math.min(at.nextRung, last);
    const repeat = at.nextRung > last ? at.repeats + 1 : 0;
    const reached = reach(steps.rungs[rung] as Rung);
    const early = at.nextDueAt > now ? at.nextDueAt.getTime() - now.getTime() : 0;
    fired.push({ rung, repeat, dueAt: early > 0 ? now : at.nextDueAt, reached });
    const answering = reached.filter((told) => told.canAnswer).map(({ agencyId }) => agencyId);
    const advancedMs = at.advancedMs + early;
    const ringsAt = [...new Set([...at.ringsAt, ...answering])];
    const nextRung = rung + 1;
    at = {
      ...at,
      advancedMs,
      ringsAt,
      nextRung,
      repeats: repeat,
      nextDueAt: dueOf(steps, at, { nextRung, advancedMs, now }),
    };
  }
  return { fired, climb: at };
}

function dueOf(
  { rungs, repeatSeconds }: LadderSteps,
  { beganAt }: Climb,
  { nextRung, advancedMs, now }: { nextRung: number; advancedMs: number; now: Date },
): Date {
  const rung = rungs[nextRung];
  // Counted from now and not from when it was due: after an hour's standstill it is not told thirty times at once.
  if (!rung) return new Date(now.getTime() + repeatSeconds * 1000);
  return new Date(beganAt.getTime() + rung.afterSeconds * 1000 - advancedMs);
}
