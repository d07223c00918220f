import { findNewestAction } from '#capabilities/audit';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import { listStaff } from './list-staff.ts';

type FindAgency = (id: string) => { nameTh: string; nameEn: string | null } | undefined;

/**
 * Adds to a refusal of a lost race who was faster, for which agency, what they did and when (`name`, `agencyTh`,
 * `agencyEn`, `did`, `at`); `by` instead of a name for a reporter or the system. Other errors are returned unchanged.
 */
export async function nameWinner(findAgency: FindAgency, connection: Connection, error: unknown): Promise<unknown> {
  if (!(error instanceof AppError) || !error.lostTo) return error;
  const won = await findNewestAction(connection, error.lostTo);
  if (!won) return error;
  const { code, message, params } = error;
  const what = { did: won.action, at: won.at.toISOString() };
  if (won.actorKind !== 'person' || won.actorId === null) {
    return new AppError(code, { message, params: { ...params, ...what, by: won.actorKind }, cause: error });
  }
  const [person] = await listStaff(connection, { ids: [won.actorId] }, won.at);
  if (!person) return error;
  const agencies = person.memberships.flatMap(({ agencyId }) => findAgency(agencyId) ?? []);
  const [agency] = agencies;
  const { name } = person;
  const named = agency && { agencyTh: agency.nameTh, agencyEn: agency.nameEn ?? agency.nameTh };
  return new AppError(code, { message, params: { ...params, ...what, name, ...named }, cause: error });
}
