import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import {
  acceptReferral,
  completeReferral,
  declineReferral,
  failReferral,
  listReferralsByCode,
  type Referral,
  startReferral,
} from '#capabilities/referral';
import type { EefAnswer, EefFile, EefImport, EefImportRow } from '#contract/eef-file';
import { thaiDayOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { readAnswerFile } from '../answer-file.ts';
import type { EefContext } from '../context.ts';
import { type AnsweredState, decideAnswer } from '../decide-answer.ts';
import { EEF_RULES } from '../rules.ts';
import { listChecksOfReferrals } from '../store/check-rows.ts';
import { answerSchoolCheck } from './answer-check.ts';

/**
 * Takes the fund's answers from a file, line by line: what can't be read or done is said with its line and stops no other,
 * and what is known already changes nothing. A preview says the same and changes nothing.
 */
export async function importAnswers(
  context: EefContext,
  work: Work,
  actor: Actor,
  { text, isPreview }: EefFile,
): Promise<EefImport> {
  const read = readAnswerFile(text);
  const today = thaiDayOf(context.clock.now());
  const codes = [...new Set(read.flatMap((one) => ('answer' in one ? [one.answer.referral] : [])))];
  const referrals = new Map((await listReferralsByCode(work.tx, codes)).map((one) => [one.code, one]));
  const states = await loadStates(work, [...referrals.values()]);
  const rows: EefImportRow[] = [];
  for (const one of read) {
    const { line } = one;
    if ('fault' in one) {
      const { fault, column, referral } = one;
      rows.push({ line, referral, answer: null, result: 'refused', fault, code: null, column });
      continue;
    }
    const { answer } = one;
    const row = { line, referral: answer.referral, answer: answer.answer, fault: null, column: null };
    const referral = referrals.get(answer.referral);
    const verdict = decideAnswer(states.get(answer.referral), answer, today, EEF_RULES);
    if (verdict.result !== 'done' || !referral) {
      const code = verdict.result === 'refused' ? verdict.code : null;
      rows.push({ ...row, result: verdict.result === 'done' ? 'refused' : verdict.result, code });
      continue;
    }
    const code = isPreview ? null : await apply(context, work, actor, referral, answer, states);
    if (code === null) states.set(answer.referral, verdict.state);
    rows.push({ ...row, result: code === null ? 'done' : 'refused', code });
  }
  const count = (result: EefImportRow['result']) => rows.filter((row) => row.result === result).length;
  const counts = { done: count('done'), unchanged: count('unchanged'), refused: count('refused') };
  recordAction(work, {
    ...byPerson(actor),
    action: isPreview ? 'eef/answers-previewed' : 'eef/answers-imported',
    ...{ subjectKind: 'board', subjectId: 'eef', details: { lines: rows.length, ...counts } },
    at: context.clock.now(),
  });
  return { rows, ...counts, isPreview };
}

async function loadStates({ tx }: Work, referrals: readonly Referral[]): Promise<Map<string, AnsweredState>> {
  const ids = referrals.map(({ id }) => id);
  const checks = Map.groupBy(await listChecksOfReferrals(tx, ids), ({ referralId }) => referralId);
  return new Map(
    referrals.map(({ id, code, status, statutory, outcome, outcomeOn, endReason }) => [
      code,
      { status, statutory, outcome, outcomeOn, endReason, checks: checks.get(id) ?? [] },
    ]),
  );
}

/** @returns why the referral refuses it, as when somebody else answered meanwhile; null where it is done */
async function apply(
  context: EefContext,
  work: Work,
  actor: Actor,
  { id }: Referral,
  answer: EefAnswer,
  states: ReadonlyMap<string, AnsweredState>,
): Promise<string | null> {
  try {
    switch (answer.answer) {
      case 'accept':
        await acceptReferral(context, work, actor, id);
        break;
      case 'start':
        await startReferral(context, work, actor, id);
        break;
      case 'decline':
        await declineReferral(context, work, actor, id, { reason: answer.reason, note: answer.note });
        break;
      case 'not-complete':
        await failReferral(context, work, actor, id, { reason: answer.reason, note: answer.note });
        break;
      case 'complete': {
        const { outcome, on, place_code: placeCode, note } = answer;
        await completeReferral(context, work, actor, id, { outcome, on, placeCode, note });
        break;
      }
      case 'check': {
        const { check: kind, result, on, attendance } = answer;
        const check = states.get(answer.referral)?.checks.find((one) => one.kind === kind);
        if (!check) return 'eef/check-not-found';
        await answerSchoolCheck(context, work, actor, check.id, { result, on, attendance });
      }
    }
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}
