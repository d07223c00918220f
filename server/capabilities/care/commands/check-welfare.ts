import { bySystem, recordAction } from '#capabilities/audit';
import { askHowItGoes } from '#capabilities/intake';
import type { IncidentEvents } from '#events/incident-events';
import type { ReporterEvents } from '#events/reporter-events';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import { isAfterClosure, LATER_MS } from '../after-closure.ts';
import type { CareContext } from '../context.ts';
import { recordCaseStep } from '../record/commands/record-case-change.ts';
import { getBarredReaders } from '../record/store/exclusion-rows.ts';
import {
  type DueCheck,
  findVictimCaseId,
  insertCaseCheck,
  insertChecks,
  markSkipped,
  saveWelfareAnswer,
  skipChecksOf,
  skipLaterOnes,
  takeDueChecks,
} from '../store/welfare-check-rows.ts';
import { checksAfter } from '../welfare-check.ts';
import { askAfterClosure } from './ask-after-closure.ts';
import { openOrJoinForWelfare } from './open-for-welfare.ts';
import { reopenForSafety } from './reopen-for-safety.ts';

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
    for (const check of due) {
      const outcome = await sendOne(context, work, check);
      recordAction(work, {
        ...bySystem('timer'),
        action: 'care/send-welfare-check',
        ...(check.caseId
          ? { subjectKind: 'case', subjectId: check.caseId }
          : { subjectKind: 'incident', subjectId: check.incidentId ?? '' }),
        details: { checkId: check.id, outcome },
        at: context.clock.now(),
      });
    }
    return due.length;
  });
  if (taken === BATCH) await sendDueWelfareChecks(context, db);
}

async function sendOne(context: CareContext, work: Work, check: DueCheck): Promise<string> {
  const { id, incidentId, reportId, caseId, kind } = check;
  if (caseId && isAfterClosure(kind)) return askAfterClosure(context, work, { ...check, caseId, kind });
  const barred = await getBarredReaders(work.tx, { incidentId });
  const outcome = await askHowItGoes(context, work, { reportId, checkId: id, barred });
  if (outcome !== 'asked') await markSkipped(work.tx, id, outcome);
  const joined = incidentId ? await findVictimCaseId(work.tx, incidentId) : undefined;
  if (joined) {
    const details: Record<string, string> = outcome === 'asked' ? { when: kind } : { when: kind, why: outcome };
    const step = outcome === 'asked' ? 'asked-how-it-goes' : 'not-asked';
    await recordCaseStep(context, work, joined, { kind: step, by: 'timer', details, codes: details });
  }
  return outcome;
}

/**
 * The answer stands in the case. "I need help" after an incident raises its alarm again, so that a person responds and 191
 * and 1300 see it, and somebody cares for the person; after a case that was closed it opens the case again at once.
 */
export async function recordWelfareAnswer(
  context: CareContext,
  work: Work,
  { reporterId, checkId, answer, at }: ReporterEvents['welfare-answered'],
): Promise<void> {
  const check = await saveWelfareAnswer(work.tx, checkId, answer, at);
  if (!check) return;
  const { incidentId, reportId, kind } = check;
  const caseId = check.caseId ?? (incidentId ? await findVictimCaseId(work.tx, incidentId) : undefined);
  if (caseId) {
    const details = { when: kind, answer };
    await recordCaseStep(context, work, caseId, { kind: 'said-how-it-goes', by: 'timer', details, codes: details });
  }
  if (check.caseId) {
    await skipLaterOnes(work.tx, check.caseId, kind);
    const dueAt = new Date(context.clock.now().getTime() + LATER_MS);
    if (answer === 'later') await insertCaseCheck(work.tx, { caseId: check.caseId, incidentId, reportId, kind, dueAt });
    if (answer === 'need-help') await reopenForSafety(context, work, check.caseId);
    return;
  }
  if (answer !== 'need-help' || incidentId === null) return;
  await context.events.publish(work, 'welfare-help-wanted', { reporterId, reportId });
  await openOrJoinForWelfare(context, work, { incidentId, reportId });
}
