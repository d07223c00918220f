import type { z } from 'zod';
import { type Actor, nameStaff } from '#capabilities/access';
import { listViewsOfCase } from '#capabilities/audit';
import type { caseViewsSchema } from '#contract/case-api';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { CareQueryContext } from '../context.ts';
import { findCaseAccess } from '../record/store/fact-rows.ts';
import { listTeam } from '../record/store/team-rows.ts';

/** Who looked at a case and when, for its owner: above all every view of those who were invited. */
export async function listCaseViews(
  { clock }: CareQueryContext,
  connection: Connection,
  _: Actor,
  id: string,
): Promise<z.infer<typeof caseViewsSchema>> {
  const access = await findCaseAccess(connection, id);
  if (!access) throw new AppError('case/not-found');
  if (!access.mayAct || access.sections !== null) throw new AppError('access/not-permitted');
  const found = await listViewsOfCase(connection, id);
  const viewers = found.map(({ personId }) => personId);
  const name = await nameStaff(connection, viewers, clock.now());
  const invited = new Set((await listTeam(connection, id)).map(({ accountId }) => accountId));
  return {
    views: found.map(({ at, personId, view }) => ({
      at: at.toISOString(),
      by: name(personId),
      view,
      isInvited: invited.has(personId),
    })),
  };
}
