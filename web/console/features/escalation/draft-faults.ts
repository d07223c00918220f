import { type EscalationStep, faultsOf } from '#contract/escalation';
import type { DraftFault } from './escalation-text.ts';

/** What keeps a draft from being published: what the server refuses, and what it could not even be sent. */
export function faultsOfDraft(steps: readonly EscalationStep[]): DraftFault[] {
  const faults: DraftFault[] = faultsOf({ steps: [...steps] });
  return steps.some(({ targets }) => targets.length === 0) ? [...faults, 'nobody-chosen'] : faults;
}
