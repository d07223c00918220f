import type { z } from 'zod';
import { type Actor, nameStaff } from '#capabilities/access';
import type { exclusionsSchema } from '#contract/case-api';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { CareQueryContext } from '../../context.ts';
import { listExclusions } from '../../record/store/exclusion-rows.ts';
import { findCaseAccess } from '../../record/store/fact-rows.ts';

/** Who is or was barred from a case, newest first, for those who are responsible for it. */
export async function listCaseExclusions(
  { clock }: CareQueryContext,
  connection: Connection,
  _: Actor,
  id: string,
): Promise<z.infer<typeof exclusionsSchema>> {
  const access = await findCaseAccess(connection, id);
  if (!access) throw new AppError('case/not-found');
  if (!access.mayAct || access.sections !== null) throw new AppError('access/not-permitted');
  const found = await listExclusions(connection, [id]);
  const staff = found.flatMap(({ accountId, byPersonId }) => [byPersonId, accountId]);
  const name = await nameStaff(connection, staff, clock.now());
  return {
    exclusions: found.map(({ id: exclusionId, kind, accountId, value, reason, byPersonId, at, liftedAt }) => ({
      // Who reported is known to nobody by name.
      ...{
        id: exclusionId,
        kind,
        value: kind === 'reporter' ? null : value,
        by: name(byPersonId),
        at: at.toISOString(),
      },
      reason: reason as z.infer<typeof exclusionsSchema>['exclusions'][number]['reason'],
      person: accountId ? name(accountId) : null,
      liftedAt: liftedAt?.toISOString() ?? null,
    })),
  };
}
