import { faultsOf, type Rung } from '#contract/escalation';
import type { DraftFault } from './ladder-words.ts';

/** What keeps a draft from being published: what the server refuses, and what it could not even be sent. */
export function faultsOfDraft(rungs: readonly Rung[]): DraftFault[] {
  const faults: DraftFault[] = faultsOf({ rungs: [...rungs] });
  return rungs.some(({ targets }) => targets.length === 0) ? [...faults, 'nobody-chosen'] : faults;
}
