import type { EscalationPlan, EscalationStep } from '#contract/escalation';

/** How far one round of an alert has come. */
export type EscalationRun = {
  beganAt: Date;
  /** Index of the rung that fires next; at the number of rungs the last one is repeated. */
  nextStep: number;
  repeats: number;
  /** By how much the rungs come earlier than written. */
  advancedMs: number;
  nextDueAt: Date;
  /** Agencies told by now that can answer. */
  ringingAgencyIds: string[];
};

/** What firing a rung came to, for one agency of it. */
export type AlertedAgency = { agencyId: string; canAnswer: boolean };

export type StepExecution<StepRecipients> = { step: number; repeat: number; dueAt: Date; recipients: StepRecipients[] };

export function beginRun(now: Date): EscalationRun {
  return { beganAt: now, nextStep: 0, repeats: 0, advancedMs: 0, nextDueAt: now, ringingAgencyIds: [] };
}

/** Every agency told by now can no longer answer, and there is a rung left that could reach another. */
export function isPassedOver(
  plan: EscalationPlan,
  run: EscalationRun,
  canAnswer: (agencyId: string) => boolean,
): boolean {
  return run.nextStep > 0 && run.nextStep < plan.steps.length && !run.ringingAgencyIds.some(canAnswer);
}

/**
 * Climbs as far as is due at `now`: every rung whose time has come, each once, and at once the next one while nobody
 * whom it has told can answer. After the last rung that one again, as long as it lasts: never silent.
 * @param reach whom a rung tells; asked once for each rung that fires, in order
 */
export function advanceRun<StepRecipients extends AlertedAgency>(
  plan: EscalationPlan,
  run: EscalationRun,
  reach: (step: EscalationStep) => StepRecipients[],
  { now, canAnswer }: { now: Date; canAnswer: (agencyId: string) => boolean },
): { executions: StepExecution<StepRecipients>[]; run: EscalationRun } {
  const executions: StepExecution<StepRecipients>[] = [];
  let at = run;
  while (at.nextDueAt <= now || isPassedOver(plan, at, canAnswer)) {
    const last = plan.steps.length - 1;
    const step = Math.min(at.nextStep, last);
    const repeat = at.nextStep > last ? at.repeats + 1 : 0;
    const recipients = reach(plan.steps[step] as EscalationStep);
    const early = at.nextDueAt > now ? at.nextDueAt.getTime() - now.getTime() : 0;
    executions.push({ step, repeat, dueAt: early > 0 ? now : at.nextDueAt, recipients });
    const answering = recipients.filter((told) => told.canAnswer).map(({ agencyId }) => agencyId);
    const advancedMs = at.advancedMs + early;
    const ringingAgencyIds = [...new Set([...at.ringingAgencyIds, ...answering])];
    const nextStep = step + 1;
    at = {
      ...at,
      advancedMs,
      ringingAgencyIds,
      nextStep,
      repeats: repeat,
      nextDueAt: dueOf(plan, at, { nextStep, advancedMs, now }),
    };
  }
  return { executions, run: at };
}

function dueOf(
  { steps, repeatSeconds }: EscalationPlan,
  { beganAt }: EscalationRun,
  { nextStep, advancedMs, now }: { nextStep: number; advancedMs: number; now: Date },
): Date {
  const step = steps[nextStep];
  // Counted from now and not from when it was due: after an hour's standstill it is not told thirty times at once.
  if (!step) return new Date(now.getTime() + repeatSeconds * 1000);
  return new Date(beganAt.getTime() + step.afterSeconds * 1000 - advancedMs);
}
