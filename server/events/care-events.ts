import type { CaseTimelineKind } from '#contract/case';

/** Events about cases; ids only. */
export type CareEvents = {
  /** Anything about it has changed: consoles read it again, each with its own rights. */
  'case-changed': { caseId: string };
  /** A step that starts or stops clocks, in the transaction of its cause. `subjectId`: an approval, a transfer, a form. */
  'case-step': { caseId: string; kind: CaseTimelineKind; subjectId: string | null; at: Date };
};
