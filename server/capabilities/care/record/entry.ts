import type { CaseTimelineKind } from '#contract/case';
import type { CaseSection } from '#contract/case-forms';

/** Who acted, as stored with what they did. */
export type CasePerson = { id: string; name: string };

/** An entry of a case's timeline, before it is stored. */
export type NewCaseEntry = {
  caseId: string;
  at: Date;
  kind: CaseTimelineKind;
  /** The section it belongs to; empty: of the case as a whole, hidden from invited people. */
  section?: CaseSection | null;
  /** Empty: the system. */
  by?: CasePerson | null;
  /** Codes and numbers; a text only where somebody wrote a reason. */
  details?: Readonly<Record<string, string | number | boolean | null>>;
};
