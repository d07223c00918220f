import type { IncidentStatus } from '#contract/incident-status';
import type { IncidentType } from '#contract/incident-type';
import type { AdministrativePlace } from '#contract/jurisdiction';
import type { Connection } from '#platform/database/database';
import { listIncidentsById } from '../store/incident-rows.ts';

/** What may be said of an incident in an alarm to staff: no person. The place only to whom it is an order to go there. */
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
  /** Metres within which the place lies; null: nobody measured it. */
  accuracyMetres: number | null;
};

/** The little that alarms to our own people say; as far as the connection may see it. */
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
