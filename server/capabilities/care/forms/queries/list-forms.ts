import { nameStaff } from '#capabilities/access';
import type { CaseNeeds, CaseRecords } from '#contract/case-api';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { CareQueryContext } from '../../context.ts';
import { findCaseAccess } from '../../record/store/fact-rows.ts';
import type { FormRecord } from '../form-record.ts';
import { listNewestRecords, listRecordVersions } from '../store/form-rows.ts';
import { listNeeds } from '../store/need-rows.ts';

/** The newest version of each form, of the sections that the actor may see. */
export async function listForms(
  context: CareQueryContext,
  connection: Connection,
  _actor: unknown,
  caseId: string,
): Promise<CaseRecords> {
  if (!(await findCaseAccess(connection, caseId))) throw new AppError('case/not-found');
  return nameRecords(context, connection, await listNewestRecords(connection, caseId));
}

/** One form in all its versions; a draft that was written over is none. */
export async function listFormVersions(
  context: CareQueryContext,
  connection: Connection,
  _actor: unknown,
  caseId: string,
  { seriesId = '' }: Readonly<Record<string, string>>,
): Promise<CaseRecords> {
  if (!(await findCaseAccess(connection, caseId))) throw new AppError('case/not-found');
  const records = await listRecordVersions(connection, caseId, seriesId);
  if (records.length === 0) throw new AppError('case/record-not-found');
  return nameRecords(context, connection, records);
}

async function nameRecords(
  { clock }: CareQueryContext,
  connection: Connection,
  records: readonly FormRecord[],
): Promise<CaseRecords> {
  const writers = records.flatMap(({ authorId, signedByPersonId }) => [authorId, signedByPersonId]);
  const nameOf = await nameStaff(connection, writers, clock.now());
  return {
    records: records.map(({ caseId: _, authorId, signedByPersonId, savedAt, signedAt, ...record }) => ({
      ...record,
      author: nameOf(authorId),
      savedAt: savedAt.toISOString(),
      signedAt: signedAt?.toISOString() ?? null,
      signedBy: signedByPersonId === null ? null : nameOf(signedByPersonId),
    })),
  };
}

/** What the person needs, the open ones and those with an outcome. */
export async function listCaseNeeds(
  _context: CareQueryContext,
  connection: Connection,
  _actor: unknown,
  caseId: string,
): Promise<CaseNeeds> {
  if (!(await findCaseAccess(connection, caseId))) throw new AppError('case/not-found');
  const needs = await listNeeds(connection, caseId);
  return {
    needs: needs.map(({ caseId: _, recordId, openedAt, outcomeAt, ...need }) => ({
      ...need,
      openedByRecord: recordId,
      openedAt: openedAt.toISOString(),
      outcomeAt: outcomeAt?.toISOString() ?? null,
    })),
  };
}
