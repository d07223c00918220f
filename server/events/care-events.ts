import type { CaseTimelineKind } from '#contract/case';
import type { ClockMark } from '#contract/case-clock';
import type { CaseRisk } from '#contract/case-forms';
import type { IncidentType } from '#contract/incident-type';

/** What the clocks ask of a case that was opened in this transaction. */
export type OpenedCase = { risk: CaseRisk | null; isMinor: boolean; incidentType: IncidentType | null };

/** Events about cases; ids only. */
export type CareEvents = {
  /** Anything about it has changed: consoles read it again, each with its own rights. */
  'case-changed': { caseId: string };
  /** This person may no longer see it: their consoles remove it. */
  'case-gone': { caseId: string; personId: string };
  /** A step that starts or stops clocks, in the transaction of its cause. `subjectId`: an approval, a transfer, a form. */
  'case-step': {
    caseId: string;
    kind: CaseTimelineKind;
    subjectId: string | null;
    at: Date;
    opened?: OpenedCase;
    /** Whether nobody works on it afterwards, where the row of the case is not written yet. */
    isWaiting?: boolean;
  };
  /** A deadline of a case came near or passed; each mark once. */
  'case-clock-marked': {
    caseId: string;
    rule: string;
    mark: ClockMark;
    subjectId: string | null;
    agencyId: string;
    workerId: string | null;
    at: Date;
  };
  /** Of a child or sexual violence in an open incident: consoles read their list again. */
  'early-notification-changed': { notificationId: string };
  /**
   * Work on cases is due soon or late, or somebody should come along to an incident: these people look at their lists. No
   * case and no incident is named, for a lock screen shows it.
   */
  'case-people-called': {
    kind: 'case-reminder' | 'case-late' | 'case-urgent' | 'early-notification';
    people: readonly { personId: string; agencyId: string }[];
  };
};
