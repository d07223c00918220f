import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import type { NewExport } from '#contract/insight';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { FigureContext } from '../../context.ts';
import { scopeOf } from '../scope.ts';
import { insertExport } from '../store/export-rows.ts';

/**
 * Asks for figures as a file, which is made while it is fetched.
 * @throws AppError `insight/not-yours`, `jurisdiction/agency-not-found`
 */
export async function askForExport(
  { clock, jurisdiction }: FigureContext,
  work: Work,
  actor: Actor,
  { dataset, format, purpose, ...query }: NewExport,
): Promise<{ id: string }> {
  scopeOf(jurisdiction, actor, query);
  const [id, at] = [newId(), clock.now()];
  await insertExport(work.tx, {
    ...{ id, askedAt: at, askedByPersonId: actor.userId, dataset, format, purpose, query },
    ...{ provinceCode: query.province ?? null, agencyId: query.agencyId ?? null },
  });
  recordAction(work, {
    ...{ ...byPerson(actor), action: 'insight/ask-for-export', subjectKind: 'insight-export', subjectId: id, at },
    details: { dataset, format, from: query.from, to: query.to, province: query.province ?? null },
  });
  return { id };
}
