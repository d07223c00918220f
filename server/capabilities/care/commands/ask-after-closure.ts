import { askHowItGoes } from '#capabilities/intake';
import type { CareEvents } from '#events/care-events';
import type { Work } from '#platform/database/transaction';
import { AFTER_CLOSURE, type AfterClosure, momentToAsk, type NotAsked, whyNotAsked } from '../after-closure.ts';
import type { CareContext } from '../context.ts';
import { recordCaseStep } from '../record/commands/record-case-change.ts';
import { getBarredReaders } from '../record/store/exclusion-rows.ts';
import { type AskedCaseRow, findAskedCase } from '../store/asked-case-rows.ts';
import { type DueCheck, insertCaseCheck, markSkipped, postponeCheck } from '../store/welfare-check-rows.ts';
import { callOwner } from './call-owner.ts';

/**
 * A month and three months after a closure, in the transaction that marks the clock, so once: plans the question for the
 * next safe hour, or leaves it to the worker where a chat is not the safe way.
 */
export async function planAfterClosure(
  context: CareContext,
  work: Work,
  { caseId, rule, mark }: CareEvents['case-clock-marked'],
): Promise<void> {
  if (mark !== 'due' || !Object.hasOwn(AFTER_CLOSURE, rule)) return;
  const kind = AFTER_CLOSURE[rule as keyof typeof AFTER_CLOSURE];
  const one = await findAskedCase(work.tx, caseId);
  if (!one) return;
  const why = whyNotAsked(one, kind);
  if (why || one.reportId === null) return leaveToWorker(context, work, one, kind, why ?? 'unreachable');
  const { incidentId, reportId } = one;
  const dueAt = momentToAsk(one, context.clock.now());
  await insertCaseCheck(work.tx, { caseId, incidentId, reportId, kind, dueAt });
}

/**
 * Sends a due question, if it may still be sent and this is a safe hour.
 * @returns what became of it
 */
export async function askAfterClosure(
  context: CareContext,
  work: Work,
  { id, caseId, reportId, kind }: DueCheck & { caseId: string; kind: AfterClosure },
): Promise<string> {
  const now = context.clock.now();
  const one = await findAskedCase(work.tx, caseId);
  const why = one ? whyNotAsked(one, kind) : 'reopened';
  if (one && !why) {
    const safe = momentToAsk(one, now);
    if (safe > now) {
      await postponeCheck(work.tx, id, safe);
      return 'postponed';
    }
  }
  const outcome =
    why ??
    (await askHowItGoes(context, work, {
      reportId,
      checkId: id,
      barred: await getBarredReaders(work.tx, { caseId }),
      isAfterCase: true,
    }));
  if (outcome === 'asked') {
    const details = { when: kind };
    await recordCaseStep(context, work, caseId, { kind: 'asked-how-it-goes', by: 'timer', details, codes: details });
    return outcome;
  }
  await markSkipped(work.tx, id, outcome);
  if (one) await leaveToWorker(context, work, one, kind, outcome);
  return outcome;
}

/** Whoever agreed to be asked is asked in another way; who wants no question gets none. */
async function leaveToWorker(
  context: CareContext,
  work: Work,
  { caseId, agencyId, workerId }: AskedCaseRow,
  kind: AfterClosure,
  why: NotAsked | string,
): Promise<void> {
  if (why === 'reopened') return;
  const details = { when: kind, why };
  await recordCaseStep(context, work, caseId, { kind: 'not-asked', by: 'timer', details, codes: details });
  if (why === 'not-agreed' || why === 'not-wanted') return;
  await callOwner(context, work, 'case-reminder', { id: caseId, agencyId, workerId });
}
