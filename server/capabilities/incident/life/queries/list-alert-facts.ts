import type { IncidentStatus } from '#contract/incident-status';
import type { IncidentType } from '#contract/incident-type';
import type { AdministrativePlace } from '#contract/jurisdiction';
import type { Connection } from '#platform/database/database';
import { listIncidentsById } from '../../record/store/incident-rows.ts';

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
  place: AdministrativePlace;
  /** Accuracy of the position in metres; null if it was not measured. */
  accuracyMetres: number | null;
};

/** The facts for alerts to staff, as far as the connection may see them. */
export async function listAlertFacts(connection: Connection, ids: string[]): Promise<AlertFacts[]> {
  return (await listIncidentsById(connection, ids)).map((incident) => {
    const { id, code, type, status, silent, isExercise, accuracyMetres, responsibleAgencyId, place } = incident;
    const { acknowledgedBy } = incident;
    return {
      id,
      code,
      type,
      status,
      silent,
      isExercise,
      accuracyMetres,
      responsibleAgencyId,
      place,
      acknowledgedById: acknowledgedBy?.id ?? null,
    };
  });
}
