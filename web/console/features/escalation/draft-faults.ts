import { type EscalationStep, faultsOf } from '#contract/escalation';
import type { DraftFault } from './escalation-text.ts';

/** Faults that prevent publishing: those the server refuses, and a step without targets. */
export function faultsOfDraft(steps: readonly EscalationStep[]): DraftFault[] {
  const faults: DraftFault[] = faultsOf({ steps: [...steps] });
  return steps.some(({ targets }) => targets.length === 0) ? [...faults, 'nobody-chosen'] : faults;
}
