import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { isOpenCase } from '#contract/case';
import type { RecordSaved, SaveRecord } from '#contract/case-api';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { CareContext } from '../../context.ts';
import { changeNotAllowed } from '../../record/case.ts';
import { recordCaseStep } from '../../record/commands/record-case-change.ts';
import { decideSave, readDraft, recordChanged } from '../form-record.ts';
import { findNewestRecord, insertRecord, updateDraft } from '../store/form-rows.ts';
import { openForWriting } from './open-for-writing.ts';

/**
 * Saves a draft as one types, also one that was written without signal: whoever wrote over a version that is not the
 * newest any more is told, and nothing of either is lost.
 */
export async function saveRecord(
  context: CareContext,
  work: Work,
  actor: Actor,
  caseId: string,
  { kind, basedOn, body: sent }: SaveRecord,
  { seriesId = '' }: Readonly<Record<string, string>>,
): Promise<RecordSaved> {
  const { one, access } = await openForWriting(work, caseId);
  if (!isOpenCase(one.status)) throw changeNotAllowed(one, 'record');
  const body = readDraft(kind, sent) as Record<string, unknown>;
  const newest = await findNewestRecord(work.tx, caseId, seriesId);
  const now = context.clock.now();
  const saving = { caseId, seriesId, kind, basedOn, body, authorId: actor.userId, now, newId: newId() };
  const { record, isNew } = decideSave(newest, saving);
  if (access.sections !== null && !access.sections.includes(record.section)) throw new AppError('access/not-permitted');
  const isSaved = isNew ? await insertRecord(work.tx, record) : await updateDraft(work.tx, record);
  if (!isSaved) throw recordChanged(record);
  const { id, version, section } = record;
  const codes = { recordId: id, kind, version };
  if (isNew) {
    const details = { kind, version };
    await recordCaseStep(context, work, caseId, {
      kind: 'record-saved',
      by: actor,
      section,
      details,
      codes,
      subjectId: id,
    });
  } else {
    const saved = { action: 'case/record-saved', subjectKind: 'case', subjectId: caseId, details: codes, at: now };
    recordAction(work, { ...byPerson(actor), ...saved });
    await context.events.publish(work, 'case-changed', { caseId });
  }
  return { id, seriesId, version, savedAt: now.toISOString() };
}
