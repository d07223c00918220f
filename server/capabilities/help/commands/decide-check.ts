import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import type { DecideHelpCheck, HelpChanged } from '#contract/help-api';
import { AppError } from '#platform/app-error';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import type { HelpContext } from '../context.ts';
import type { HelpRequest } from '../request.ts';
import { findCheck, type HelpCheck, listOverdueChecks, saveCheck, saveCheckers } from '../store/check-rows.ts';
import { findRequestForChange } from '../store/request-rows.ts';
import { askNextCheck } from './ask-check.ts';
import { type HelpActor, recordHelpChange, recordHelpStep, toChanged } from './record-change.ts';

/**
 * A volunteer leader says whether a request is so, or that the person is a relative: then the others check it. For the service;
 * only whoever was asked is let in, and whoever filed it never was.
 * @throws AppError `help/check-not-found`, `help/check-decided`, `help/reason-needed`
 */
export async function decideCheck(
  context: HelpContext,
  work: Work,
  actor: Actor,
  checkId: string,
  input: DecideHelpCheck,
): Promise<HelpChanged> {
  const asked = await findCheck(work.tx, checkId);
  const request = asked && (await findRequestForChange(work.tx, asked.requestId));
  // Once more, after the wait for the lock: somebody may have decided meanwhile.
  const check = await findCheck(work.tx, checkId);
  if (!check || !request || !check.checkerIds.includes(actor.userId) || request.barredIds.includes(actor.userId))
    throw new AppError('help/check-not-found');
  if (check.result !== null) throw checkDecided(check);
  if (input.isRelative) return leaveToOthers(context, work, request, check, actor);
  const { result } = input;
  const reason = result === 'doubted' ? (input.reason ?? null) : null;
  if (result === 'doubted' && reason === null) throw new AppError('help/reason-needed');
  return endCheck(context, work, request, { ...check, result, reason, byPersonId: actor.userId }, actor);
}

/** A relative is not asked any more. Where nobody else is left, the check is passed over at once. */
async function leaveToOthers(
  context: HelpContext,
  work: Work,
  request: HelpRequest,
  check: HelpCheck,
  actor: Actor,
): Promise<HelpChanged> {
  const checkerIds = check.checkerIds.filter((id) => id !== actor.userId);
  if (checkerIds.length === 0)
    return endCheck(context, work, request, { ...check, result: 'skipped', reason: 'only-relatives' }, actor);
  await saveCheckers(work.tx, check.id, checkerIds);
  recordAction(work, {
    ...{ ...byPerson(actor), action: 'help/check-left', subjectKind: 'help-request', subjectId: request.id },
    ...{ details: { level: check.level, checkId: check.id }, at: context.clock.now() },
  });
  return toChanged(request);
}

/** What was decided goes to the timeline, and the next level is asked. */
async function endCheck(
  context: HelpContext,
  work: Work,
  before: HelpRequest,
  check: HelpCheck,
  by: HelpActor,
): Promise<HelpChanged> {
  const decided = { ...check, decidedAt: context.clock.now() };
  if (!(await saveCheck(work.tx, decided))) throw checkDecided(check);
  const codes = { level: check.level, ...(check.reason && { reason: check.reason }) };
  const kind = `check-${check.result ?? 'skipped'}` as const;
  const step = { kind, by, details: codes, codes: { ...codes, checkId: check.id } };
  if (before.status !== 'submitted') {
    recordHelpStep(context, work, before.id, step);
    return toChanged(before);
  }
  const next = await askNextCheck(context, work, before);
  return toChanged(await recordHelpChange(context, work, { before, changed: next.request }, [step, ...next.steps]));
}

function checkDecided({ requestId }: HelpCheck): AppError {
  return new AppError('help/check-decided', {
    lostTo: {
      subjects: [requestId],
      actions: ['help/check-confirmed', 'help/check-doubted', 'help/check-skipped', 'help/received'],
    },
  });
}

const AT_MOST = 100;

/** What nobody checked in time is passed over, and that is said. */
export async function passOverChecks(context: HelpContext, db: Database): Promise<void> {
  const overdue = await listOverdueChecks(db, context.clock.now(), AT_MOST);
  for (const { id, requestId } of overdue) {
    await inTransaction(db, async (work) => {
      const request = await findRequestForChange(work.tx, requestId);
      const check = await findCheck(work.tx, id);
      if (!request || !check || check.result !== null) return;
      await endCheck(context, work, request, { ...check, result: 'skipped', reason: 'not-in-time' }, 'timer');
    });
  }
}
