import type { CareFact } from '#contract/early-notification';
import type { MeasureKind } from '#contract/finding-status';
import type { ReportChannel } from '#contract/incident';
import type { Disposition } from '#contract/incident-status';
import type { IncidentType } from '#contract/incident-type';
import type { AdministrativePlace } from '#contract/jurisdiction';
import type { LatLng } from '#contract/position';
import type { QuestionId } from '#contract/silent-question';

/** The reporters to notify: every report of the incident and of those merged into it. */
type Recipients = { incidentId: string; code: string; reportIds: string[] };

type InBoth = { th: string; en: string };

/** Events about an incident; most lead to a message to its reporters. */
export type IncidentEvents = {
  /** Anything about it has changed: consoles are sent its new row. */
  'incident-changed': { incidentId: string };
  /** A person, or an agency's people, may no longer see it: their consoles remove it. */
  'incident-gone': { incidentId: string } & ({ personId: string } | { agencyId: string });
  /** A chat message is new or has changed. */
  'chat-message': { incidentId: string; messageId: string };
  'incident-opened': Recipients & {
    position: LatLng;
    responsibleAgencyId: string;
    stationTh: string;
    stationEn: string;
    distanceMetres: number;
    /** Accuracy of the position in metres; null if it was not measured. */
    accuracyMetres: number | null;
    /** Who is on duty at that station, as far as known; with `no-roster` everybody who serves there is alerted. */
    duty: 'somebody' | 'no-roster' | 'nobody';
    /** The nearer station that was passed over because nobody is on duty there; null if none was. */
    passedOverTh: string | null;
    passedOverEn: string | null;
    placeTh: string;
    placeEn: string;
    /** Unanswered incidents of the same kind at that station from the same network: while one of them rings, its own alarm waits. */
    gatheredWith?: string[];
  };
  /**
   * A human has it now: an officer's first action on it, whichever it was, or another agency took it over. Once per
   * answer; what merely continues, such as setting out after the acknowledgement, is none.
   */
  'incident-answered': { incidentId: string; acknowledgedById: string | null };
  /** Nobody has to go there any more: it was resolved, closed without that, or cancelled. Once, until it is reopened. */
  'incident-ended': { incidentId: string; wasCancelled: boolean };
  /** An officer has acknowledged it; the ETA is null if none was given. */
  'incident-acknowledged': Recipients & {
    stationTh: string;
    stationEn: string;
    etaMinutes: number | null;
    etaAt: Date | null;
  };
  'incident-eta-changed': Recipients & { etaMinutes: number; etaAt: Date };
  'incident-en-route': Recipients & { etaMinutes: number | null; etaAt: Date | null };
  'incident-on-scene': Recipients;
  'incident-resolved': Recipients & { disposition: Disposition };
  'incident-closed': Recipients & { disposition: Disposition | null };
  /** `by`: the officer, or the reporter whom nobody had helped. */
  'incident-reopened': Recipients & {
    by:
      | { userId: string; name: string; from: string; sessionId: string }
      | { reporterId: string; channel: ReportChannel };
  };
  'incident-cancelled': Recipients;
  /** Merged into another one; from now on its reporters are notified about the target. */
  'incident-merged': { incidentId: string; intoIncidentId: string };
  'incident-transferred': Recipients & { stationTh: string; stationEn: string };
  /** Another agency is responsible from now on; help continues. */
  'incident-taken-over': Recipients & { stationTh: string; stationEn: string };
  /** Ended with a victim or a child: a centre takes over their care. The place is the subdistrict. */
  'incident-handed-over': {
    incidentId: string;
    code: string;
    fromAgencyId: string;
    toAgencyId: string;
    type: IncidentType;
    disposition: Disposition;
    victims: boolean;
    children: boolean;
    silent: boolean;
    place: AdministrativePlace;
    /** Its reports, oldest first: whoever reported may be told who will contact them. */
    reportIds: string[];
    /** Whose action it follows from. */
    by: { userId: string; name: string; from: string; sessionId: string };
    at: Date;
  };
  /** A child or sexual violence is known while it is open: a social worker should come along. The place is the subdistrict. */
  'incident-care-wanted': {
    incidentId: string;
    code: string;
    fact: CareFact;
    position: LatLng;
    place: AdministrativePlace;
    silent: boolean;
    /** The officer who said so; null: the reporter. */
    byPersonId: string | null;
    at: Date;
  };
  /** A ready question to one reporter. */
  'reporter-question-asked': { askedId: string; messageId: string; reportId: string; question: QuestionId } & Writer;
  /** Nobody answered it in time: the incident is critical now, and those on it should look. */
  'incident-question-unanswered': { incidentId: string; reportId: string; question: QuestionId };
  /** The reporter signalled duress: they were made to say that all is well. */
  'incident-duress': { incidentId: string; reportId: string };
  /** The ETA has passed and nobody reported arrival; once per ETA. */
  'incident-eta-passed': Recipients & { etaAt: Date };
  /**
   * Nobody has answered yet, and more people were alerted: `again` at the station, `wider` beyond it, `top` at the
   * highest level; `nobody`: no alarm reached anybody. It names the called station, whether the 191 centre was called,
   * and the responsible station (`unheard`) if no alarm reached anybody there.
   */
  'incident-unanswered': Recipients & {
    alerted: 'again' | 'wider' | 'top' | 'nobody';
    stationTh: string | null;
    stationEn: string | null;
    centre: boolean;
    unheardTh: string | null;
    unheardEn: string | null;
  };
  /** A reporter wrote or sent something; once per message. */
  'incident-message-received': { incidentId: string; at: Date };
  /** Officers were sent by name, or recalled; members of a unit get their orders through the unit. */
  'incident-officers-changed': {
    incidentId: string;
    unitName: string | null;
    sent: string[];
    recalled: string[];
    byPersonId: string;
  };
  /** The incident is withheld from this person from now on: they must neither see it nor learn of it. */
  'incident-withheld': { incidentId: string; personId: string };
  /** A further station supports the responsible one. */
  'incident-station-involved': { incidentId: string; agencyId: string };
  /** Somebody proposes that they reported falsely: they are asked, in words that accuse nobody, whether they want to add something. */
  'finding-proposed': Recipients & { answerBy: Date };
  /** Another person confirmed it. `pointed-to`: whoever they are afraid of may read this, so it says only where to ask. */
  'finding-confirmed': Recipients & {
    findingId: string;
    notice: 'sent' | 'pointed-to';
    reason: string;
    clauses: { clause: InBoth; th: string; en: string }[];
    protection: InBoth[];
    measures: { kind: MeasureKind; until: Date }[];
    appealBy: Date | null;
  };
  'finding-appealed': Recipients;
  'finding-appeal-decided': Recipients & {
    outcome: 'uphold' | 'overturn';
    reason: string;
    notice: 'sent' | 'pointed-to' | null;
  };
  /** Their incident was reopened: what was found about them no longer holds. */
  'finding-withdrawn': Recipients;
  /** They appealed when the time was over. */
  'finding-appeal-late': Recipients;
  /** An officer writes to one reporter. */
  'reporter-message-written': { messageId: string; reportId: string; text: string } & Writer;
};

/** The writing officer's agency, as shown to the reporter. */
export type Writer = { agencyTh: string; agencyEn: string; isPolice: boolean };
