import type { Actor } from '#capabilities/access';
import type { CaseChanged } from '#contract/case-api';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { CareContext } from '../../context.ts';
import { findCase } from '../store/case-rows.ts';
import { type CaseLink, insertLink, removeLink } from '../store/link-rows.ts';
import { loadCase } from './load-case.ts';
import { recordCaseStep } from './record-case-change.ts';

/** @throws AppError `case/link-not-possible`, also where the other case is not theirs to see */
export async function linkCase(
  context: CareContext,
  work: Work,
  actor: Actor,
  id: string,
  { caseId: otherCaseId, kind }: { caseId: string; kind: CaseLink['kind'] },
): Promise<CaseChanged> {
  const one = await loadCase(context, work, actor, id, 'case:work');
  const other = id === otherCaseId ? undefined : await findCase(work.tx, otherCaseId);
  const link = { caseId: id, otherCaseId, kind, byPersonId: actor.userId, at: context.clock.now() };
  if (!other) throw new AppError('case/link-not-possible');
  if (!(await insertLink(work.tx, link))) {
    throw new AppError('case/link-exists', { lostTo: { subjects: [id, otherCaseId], actions: ['case/linked'] } });
  }
  const codes = { otherCaseId, kind };
  await recordCaseStep(context, work, id, { kind: 'linked', by: actor, details: { kind }, codes });
  return { id, status: one.status, version: one.version };
}

/** @throws AppError `case/link-not-found` */
export async function unlinkCase(
  context: CareContext,
  work: Work,
  actor: Actor,
  id: string,
  _: unknown,
  { otherId = '' }: Readonly<Record<string, string>>,
): Promise<CaseChanged> {
  const one = await loadCase(context, work, actor, id, 'case:work');
  if (!(await removeLink(work.tx, id, otherId))) {
    throw new AppError('case/link-gone', { lostTo: { subjects: [id], actions: ['case/unlinked'] } });
  }
  await recordCaseStep(context, work, id, { kind: 'unlinked', by: actor, codes: { otherCaseId: otherId } });
  return { id, status: one.status, version: one.version };
}
