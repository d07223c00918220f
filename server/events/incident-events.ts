import type { Disposition } from '#contract/incident-status';

/** Who must hear of it among the reporters: every report of the incident and of those merged into it. */
type Told = { incidentId: string; code: string; reportIds: string[] };

/** Facts about an incident that its reporters are told. */
export type IncidentEvents = {
  /**
   * Said before an officer's act holds the incident: a reporter's word holds their conversation first and the incident
   * second, so whoever may tell them must do the same, or the two wait for each other.
   */
  'incident-about-to-change': { reportIds: string[] };
  'incident-opened': Told & {
    stationTh: string;
    stationEn: string;
    distanceMetres: number;
    placeTh: string;
    placeEn: string;
  };
  /** A human has it. Without a promise (null) no time was named. */
  'incident-acknowledged': Told & {
    stationTh: string;
    stationEn: string;
    etaMinutes: number | null;
    etaAt: Date | null;
  };
  'incident-eta-changed': Told & { etaMinutes: number; etaAt: Date };
  'incident-en-route': Told & { etaMinutes: number | null; etaAt: Date | null };
  'incident-on-scene': Told;
  'incident-resolved': Told & { disposition: Disposition };
  'incident-closed': Told;
  'incident-reopened': Told;
  'incident-cancelled': Told;
  'incident-transferred': Told & { stationTh: string; stationEn: string };
  /** Another agency has it from now on, while help goes on coming. */
  'incident-taken-over': Told & { stationTh: string; stationEn: string };
  /** An officer writes to one reporter. */
  'reporter-message-written': { messageId: string; reportId: string; text: string };
};
