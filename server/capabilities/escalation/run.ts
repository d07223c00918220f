import type { EscalationPlan, EscalationStep } from '#contract/escalation';

/** The progress of one escalation run. */
export type EscalationRun = {
  beganAt: Date;
  /** Index of the next step; equal to the number of steps: the last one is repeated. */
  nextStep: number;
  repeats: number;
  /** How much earlier than planned the remaining steps come, because agencies were passed over; below zero: later, the alarm waits. */
  advancedMs: number;
  nextDueAt: Date;
  /** Alerted agencies that could answer at that time. */
  ringingAgencyIds: string[];
};

/** One agency that a step has alerted. */
export type AlertedAgency = { agencyId: string; canAnswer: boolean };

export type StepExecution<StepRecipients> = { step: number; repeat: number; dueAt: Date; recipients: StepRecipients[] };

export function beginRun(now: Date): EscalationRun {
  return { beganAt: now, nextStep: 0, repeats: 0, advancedMs: 0, nextDueAt: now, ringingAgencyIds: [] };
}

/** Whether no alerted agency can answer any more and there is a step left that could alert another. */
function isPassedOver(plan: EscalationPlan, run: EscalationRun, canAnswer: (agencyId: string) => boolean): boolean {
  return run.nextStep > 0 && run.nextStep < plan.steps.length && !run.ringingAgencyIds.some(canAnswer);
}

/**
 * Advances a run to `now`: executes every due step once, and the next step at once while no alerted agency can answer. The
 * last step is repeated without end.
 * @param recipientsFor whom a step alerts; called once for each executed step, in order
 */
export function advanceRun<StepRecipients extends AlertedAgency>(
  plan: EscalationPlan,
  run: EscalationRun,
  recipientsFor: (step: EscalationStep) => StepRecipients[],
  { now, canAnswer }: { now: Date; canAnswer: (agencyId: string) => boolean },
): { executions: StepExecution<StepRecipients>[]; run: EscalationRun } {
  const executions: StepExecution<StepRecipients>[] = [];
  let at = run;
  while (at.nextDueAt <= now || isPassedOver(plan, at, canAnswer)) {
    const last = plan.steps.length - 1;
    const step = Math.min(at.nextStep, last);
    const repeat = at.nextStep > last ? at.repeats + 1 : 0;
    const recipients = recipientsFor(plan.steps[step] as EscalationStep);
    const early = at.nextDueAt > now ? at.nextDueAt.getTime() - now.getTime() : 0;
    executions.push({ step, repeat, dueAt: early > 0 ? now : at.nextDueAt, recipients });
    const answering = recipients.filter((one) => one.canAnswer).map(({ agencyId }) => agencyId);
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
  // Counted from now, not from its due time: after an hour without processing it is not repeated thirty times at once.
  if (!step) return new Date(now.getTime() + repeatSeconds * 1000);
  return new Date(beganAt.getTime() + step.afterSeconds * 1000 - advancedMs);
}
