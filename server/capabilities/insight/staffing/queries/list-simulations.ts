import { type Actor, nameStaff } from '#capabilities/access';
import type { SimulationList } from '#contract/staffing';
import type { Connection } from '#platform/database/database';
import type { FigureContext } from '../../context.ts';
import { listScopes, scopeOf } from '../../figures/scope.ts';
import { namedIn } from '../simulation.ts';
import { listSimulationLines } from '../store/simulation-rows.ts';

const PAGE = 20;

/** What was asked of provinces, by whom, and what came of it. @throws AppError `insight/not-yours` */
export async function listSimulations(
  { clock, jurisdiction }: FigureContext,
  connection: Connection,
  actor: Actor,
  { province, after }: { province?: string | undefined; after?: string | undefined },
): Promise<SimulationList> {
  if (province !== undefined) scopeOf(jurisdiction, actor, { province });
  const { nation, provinces } = listScopes(jurisdiction, actor);
  const found = await listSimulationLines(connection, {
    provinces: province !== undefined ? [province] : nation ? null : provinces.map(({ code }) => code),
    ...{ after: after ?? null, limit: PAGE + 1 },
  });
  const shown = found.slice(0, PAGE);
  const nameOf = await nameStaff(
    connection,
    shown.map(({ askedByPersonId }) => askedByPersonId),
    clock.now(),
  );
  return {
    simulations: shown.map(({ askedByPersonId, askedAt, ...line }) => ({
      ...line,
      askedAt: askedAt.toISOString(),
      askedBy: nameOf(askedByPersonId).name,
      stations: namedIn(line.question).map((agencyId) => {
        const agency = jurisdiction.findAgency(agencyId);
        return { agencyId, nameTh: agency?.nameTh ?? '–', nameEn: agency?.nameEn ?? null };
      }),
    })),
    next: found.length > PAGE ? (shown.at(-1)?.id ?? null) : null,
  };
}
