import type { IncidentStatus } from '#contract/incident-status';
import type { IncidentType } from '#contract/incident-type';
import type { AdministrativePlace } from '#contract/jurisdiction';

/** What alerts to staff may contain: nothing about persons. The place only for those who are ordered there. */
export type AlertFacts = {
  id: string;
  code: string;
  type: IncidentType;
  status: IncidentStatus;
  silent: boolean;
  isExercise: boolean;
  responsibleAgencyId: string;
  acknowledgedById: string | null;
  /** The people from whom it is withheld; for the user role nobody. */
  conflictedIds: string[];
  place: AdministrativePlace;
  /** Accuracy of the position in metres; null if it was not measured. */
  accuracyMetres: number | null;
};
