import { bySystem, recordAction } from '#capabilities/audit';
import { askHowItGoes } from '#capabilities/intake';
import type { IncidentEvents } from '#events/incident-events';
import type { ReporterEvents } from '#events/reporter-events';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import type { CareContext } from '../context.ts';
import {
  insertChecks,
  markSkipped,
  saveWelfareAnswer,
  skipChecksOf,
  takeDueChecks,
} from '../store/welfare-check-rows.ts';
import { checksAfter } from '../welfare-check.ts';
import { openOrJoinForWelfare } from './open-for-welfare.ts';

/** Checks sent in one transaction. */
const BATCH = 50;

/** Plans a welfare check for each reporter, a day and a week after the incident was closed. */
export async function planWelfareChecks(
  { clock }: Pick<CareContext, 'clock'>,
  { tx }: Work,
  { incidentId, reportIds, disposition }: IncidentEvents['incident-closed'],
): Promise<void> {
  const due = checksAfter(clock.now(), disposition);
  await insertChecks(
    tx,
    incidentId,
    reportIds.flatMap((reportId) => due.map((check) => ({ ...check, reportId }))),
  );
}

export function cancelWelfareChecks({ tx }: Work, incidentId: string): Promise<void> {
  return skipChecksOf(tx, incidentId);
}

/** A scheduled job: sends the due checks, except to reporters who cannot be reached or do not want to be asked. */
export async function sendDueWelfareChecks(context: CareContext, db: Database): Promise<void> {
  const taken = await inTransaction(db, async (work) => {
    const due = await takeDueChecks(work.tx, context.clock.now(), BATCH);
    for (const { id, incidentId, reportId } of due) {
      const outcome = await askHowItGoes(context, work, { reportId, checkId: id });
      if (outcome !== 'asked') await markSkipped(work.tx, id, outcome);
      recordAction(work, {
        ...bySystem('timer'),
        action: 'care/send-welfare-check',
        subjectKind: 'incident',
        subjectId: incidentId,
        details: { checkId: id, outcome },
        at: context.clock.now(),
      });
    }
    return due.length;
  });
  if (taken === BATCH) await sendDueWelfareChecks(context, db);
}

/**
 * The answer "I need help" raises the alarm of the incident again, so that a person responds and 191 and 1300 see it; and
 * somebody cares for the person: their case is opened, or reopened, or its worker learns of it.
 */
export async function recordWelfareAnswer(
  context: CareContext,
  work: Work,
  { reporterId, checkId, answer, at }: ReporterEvents['welfare-answered'],
): Promise<void> {
  const check = await saveWelfareAnswer(work.tx, checkId, answer, at);
  if (!check || answer !== 'need-help') return;
  await context.events.publish(work, 'welfare-help-wanted', { reporterId, reportId: check.reportId });
  await openOrJoinForWelfare(context, work, check);
}
