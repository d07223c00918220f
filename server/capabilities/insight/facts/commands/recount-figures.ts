import { addDays, firstOfMonth, momentOf, monthAfter, type ThaiDay, thaiDayOf } from '#contract/thai-day';
import { inTransaction } from '#platform/database/transaction';
import type { FactContext } from '../../context.ts';
import { lockCursor, markRecounted, readCursor } from '../store/cursor-rows.ts';
import { findFirstReport, listStillWrong, listWrongFacts, replaceFacts } from '../store/fact-rows.ts';
import { listWrongRollups, makeRollups, replaceRollups } from '../store/rollup-rows.ts';
import { followLog } from './follow-log.ts';
import { recountCare } from './recount-care.ts';

/** What is older changes no more: a year, and the month before it that it is compared with. */
const RECOUNTED_DAYS = 400;
const ALERT = 'insight/recount-differs';

/** How many facts were wrong, and of how many days and months of an area the sums. */
export type Differences = { facts: number; rollups: number };

/**
 * Compares all facts and sums with their sources once a day, puts right what differs and raises an alert: no figure is trusted
 * because it was right yesterday. The first time of all it makes the facts of everything there is, which is no fault.
 */
export async function recountFigures(context: FactContext): Promise<Differences> {
  const { clock, db, systemAlerts } = context;
  const today = thaiDayOf(clock.now());
  await followLog(context);
  const isFirst = (await readCursor(db)).recountedOn === null;
  const first = isFirst ? await findFirstReport(db) : undefined;
  const differences: Differences = { facts: 0, rollups: 0 };
  // A report may be dated a little ahead of this clock.
  const end = monthAfter(firstOfMonth(addDays(today, 1)));
  for (
    let month = firstOfMonth(isFirst ? thaiDayOf(first ?? clock.now()) : addDays(today, -RECOUNTED_DAYS));
    month < end;
    month = monthAfter(month)
  ) {
    const { facts, rollups } = await recountMonth(context, month);
    differences.facts += facts;
    differences.rollups += rollups;
  }
  differences.facts += await recountCare(context, isFirst ? null : addDays(today, -RECOUNTED_DAYS));
  await markRecounted(db, today);
  const isRight = differences.facts + differences.rollups === 0;
  if (isRight) await systemAlerts.clear(ALERT, 'recount');
  else if (!isFirst) await systemAlerts.raise(ALERT, 'recount', { ...differences });
  return differences;
}

/** The first recount, where there was none yet; without it the first minute's figures would say 0. */
export async function countFirst(context: FactContext): Promise<void> {
  if ((await readCursor(context.db)).recountedOn === null) await recountFigures(context);
}

async function recountMonth(context: FactContext, month: ThaiDay): Promise<Differences> {
  const { db, follow } = context;
  const suspects = await listWrongFacts(db, momentOf(month, 0), momentOf(monthAfter(month), 0));
  // What has changed a moment ago stands in the log and is no difference.
  if (suspects.length > 0) await followLog(context);
  // One statement sees facts and sums of one moment: who follows the log is not held up by a month that is right.
  else if ((await listWrongRollups(db, month)).length === 0) return { facts: 0, rollups: 0 };
  return inTransaction(db, async ({ tx }) => {
    await lockCursor(tx);
    const wrong = suspects.length > 0 ? await listStillWrong(tx, suspects) : [];
    if (wrong.length > 0) {
      await replaceRollups(tx, await replaceFacts(tx, wrong));
      await follow(tx, wrong);
    }
    const wrongSums = await listWrongRollups(tx, month);
    if (wrongSums.length > 0) await makeRollups(tx, month);
    return { facts: wrong.length, rollups: wrongSums.length };
  });
}
