import type { Disposition } from '#contract/incident-status';
import type { IncidentType } from '#contract/incident-type';
import type { AdministrativePlace } from '#contract/jurisdiction';
import type { QuestionId } from '#contract/silent-question';

/** Who must hear of it among the reporters: every report of the incident and of those merged into it. */
type Recipients = { incidentId: string; code: string; reportIds: string[] };

/** Facts about an incident that its reporters are told. */
export type IncidentEvents = {
  /**
   * Said before an officer's act holds the incident: a reporter's word holds their conversation first and the incident
   * second, so whoever may tell them must do the same, or the two wait for each other.
   */
  'incident-about-to-change': { reportIds: string[] };
  'incident-opened': Recipients & {
    stationTh: string;
    stationEn: string;
    distanceMetres: number;
    /** Metres within which the place lies; null: nobody measured it. */
    accuracyMetres: number | null;
    /** Who is there at that station, as far as it said; `no-roster`: all who serve there are alerted. */
    duty: 'somebody' | 'no-roster' | 'nobody';
    /** The nearer station that nobody is at; null: none was passed over. */
    passedOverTh: string | null;
    passedOverEn: string | null;
    placeTh: string;
    placeEn: string;
  };
  /** A human has it. Without a promise (null) no time was named. */
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
  'incident-reopened': Recipients;
  'incident-cancelled': Recipients;
  /** Two are one from now on; its reporters are told by what happens to the one that stays. */
  'incident-merged': { incidentId: string; intoIncidentId: string };
  'incident-transferred': Recipients & { stationTh: string; stationEn: string };
  /** Another agency has it from now on, while help goes on coming. */
  'incident-taken-over': Recipients & { stationTh: string; stationEn: string };
  /** Ended with a victim or a child: from now on a centre cares for them. The place is the subdistrict. */
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
    at: Date;
  };
  /** A ready question to one reporter. */
  'reporter-question-asked': { askedId: string; messageId: string; reportId: string; question: QuestionId } & Writer;
  /** Nobody answered it in time: the incident is critical now, whoever is on it should look. */
  'incident-question-unanswered': { incidentId: string; reportId: string; question: QuestionId };
  /** The reporter was made to say that all is well. */
  'incident-duress': { incidentId: string; reportId: string };
  /** The promised time has come and nobody said that they are there; once for each promise. */
  'incident-eta-passed': Recipients & { etaAt: Date };
  /**
   * Nobody has answered yet, and more people were told: `again` at the station, `wider` beyond it, `top` above all;
   * `nobody`: no alarm got through to anybody. With the station that was called, whether the 191 centre was, and the
   * responsible station (`unheard`) where no alarm got through to anybody of it.
   */
  'incident-unanswered': Recipients & {
    alerted: 'again' | 'wider' | 'top' | 'nobody';
    stationTh: string | null;
    stationEn: string | null;
    centre: boolean;
    unheardTh: string | null;
    unheardEn: string | null;
  };
  /** A reporter wrote or sent something; once for each message. */
  'incident-message-received': { incidentId: string; at: Date };
  /** Officers were sent by name, or are sent no more; not those of a unit, whose order is the unit's. */
  'incident-officers-changed': {
    incidentId: string;
    unitName: string | null;
    sent: string[];
    recalled: string[];
    byPersonId: string;
  };
  /** From now on this person must neither see it nor learn of it. */
  'incident-withheld': { incidentId: string; personId: string };
  /** A further station works on it beside the one that leads. */
  'incident-station-involved': { incidentId: string; agencyId: string };
  /** An officer writes to one reporter. */
  'reporter-message-written': { messageId: string; reportId: string; text: string } & Writer;
};

/** The agency whose officer writes, by its names. */
export type Writer = { agencyTh: string; agencyEn: string; isPolice: boolean };
