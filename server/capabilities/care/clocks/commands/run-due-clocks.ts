import type { ClockMark } from '#contract/case-clock';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import type { CareContext } from '../../context.ts';
import { recordCaseStep } from '../../record/commands/record-case-change.ts';
import { marksNow } from '../clock.ts';
import { type DueClock, takeDueClocks } from '../store/clock-rows.ts';
import { passToProvince } from './pass-to-province.ts';

/** Clocks marked in one transaction. */
const BATCH = 50;
/** Limit for one call, because a server that stops waits for the current call. */
const BATCHES = 40;

/** Scheduled job: says of every due clock what has come, in sets, in any number of processes, once. */
export async function runDueClocks(context: CareContext, db: Database): Promise<void> {
  for (let batch = 0; batch < BATCHES; batch++) {
    const taken = await inTransaction(db, (work) => runOneBatch(context, work));
    if (taken < BATCH) break;
  }
}

async function runOneBatch(context: CareContext, work: Work): Promise<number> {
  const now = context.clock.now();
  const clocks = await takeDueClocks(work.tx, now, BATCH);
  for (const clock of clocks) {
    for (const mark of marksNow(clock, now)) {
      await say(context, work, clock, mark, now);
      // Its next marks are of the clock that began with the new owner.
      if (clock.rule === 'acceptance' && mark === 'due' && (await passToProvince(context, work, clock.caseId))) break;
    }
  }
  return clocks.length;
}

/** In the timeline stands what is late; a reminder is between the system and the worker. */
async function say(
  context: CareContext,
  work: Work,
  { caseId, rule, subjectId, agencyId, workerId }: DueClock,
  mark: ClockMark,
  at: Date,
): Promise<void> {
  if (mark !== 'half') {
    const details = { rule, mark };
    const step = { kind: 'clock-passed', by: 'timer', details, codes: details, subjectId } as const;
    await recordCaseStep(context, work, caseId, step);
  }
  await context.events.publish(work, 'case-clock-marked', { caseId, rule, mark, subjectId, agencyId, workerId, at });
}
