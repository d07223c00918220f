import { type Actor, agenciesWith, listStaff } from '#capabilities/access';
import { isInBranch, mayFor } from '#capabilities/jurisdiction';
import type { Crew } from '#contract/units';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { UnitsContext } from '../context.ts';
import { listUnitRows } from '../store/unit-rows.ts';

/** People of the station's branch who can join a unit, with their present unit. @throws AppError `jurisdiction/agency-not-found` */
export async function listCrew(
  { jurisdiction, clock }: UnitsContext,
  connection: Connection,
  actor: Actor,
  agencyId: string,
): Promise<Crew> {
  const agency = jurisdiction.findAgency(agencyId);
  if (!agency || !mayFor(jurisdiction, actor, 'unit:manage', [agencyId])) {
    throw new AppError('jurisdiction/agency-not-found');
  }
  const agencyIds = jurisdiction.listAgencies({ branch: agency.path }).map(({ id }) => id);
  const people = await listStaff(connection, { agencyIds }, clock.now());
  const units = await listUnitRows(connection, { agencyIds });
  const serves = (id: string) => isInBranch(agency.path, jurisdiction.findAgency(id)?.path ?? 'unknown');
  return {
    people: people
      .filter((one) => agenciesWith(one, 'unit:serve').some(serves))
      .map(({ id, name }) => {
        const unit = units.find(({ memberIds }) => memberIds.includes(id));
        return { id, name, unit: unit ? { id: unit.id, callSign: unit.callSign } : null };
      }),
  };
}
