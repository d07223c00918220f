import type { SimulationResult } from '#contract/staffing';
import { DAY_MS } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import { inTransaction } from '#platform/database/transaction';
import type { StaffingContext } from '../../context.ts';
import type { SimulationJob } from '../answer-question.ts';
import { isLast, KEPT_DAYS, nextReplications } from '../simulation.ts';
import { deleteOldSimulations, lockWaiting, saveResult } from '../store/simulation-rows.ts';

/**
 * Answers what waits, one run in each transaction: a kill loses the run under way, and whichever process is there begins it again
 * with the same calls. Ends after the run under way once `isStopping`.
 */
export async function runSimulations(context: StaffingContext, isStopping: () => boolean): Promise<void> {
  while (!isStopping() && (await runNext(context)));
}

/** @returns whether there may be more to do */
function runNext(context: StaffingContext): Promise<boolean> {
  return inTransaction(context.db, async ({ tx }) => {
    const waiting = await lockWaiting(tx);
    if (!waiting) return false;
    const { id, asked, staffing, model, result: earlier } = waiting;
    const agencyIds = staffing.stations.map(({ agencyId }) => agencyId);
    const { question, target, seed } = asked;
    const replications = nextReplications(waiting);
    const result = await answer(context, {
      ...{ model, agencyIds, question, target, seed, replications, earlier },
    });
    if (result === undefined) await saveResult(tx, { id, result: earlier, state: 'too-long' });
    else await saveResult(tx, { id, result, state: isLast(asked, result.replications) ? 'done' : 'waiting' });
    return true;
  });
}

/** Undefined: it took too long. @throws AppError `server/overloaded`: later it can be tried again */
async function answer({ simulate, log }: StaffingContext, job: SimulationJob): Promise<SimulationResult | undefined> {
  try {
    return await simulate(job);
  } catch (error) {
    if (!(error instanceof AppError) || !error.code.startsWith('file/')) throw error;
    log.warn({ error, replications: job.replications }, 'a simulation was given up');
    return undefined;
  }
}

export async function forgetSimulations({ clock, db }: StaffingContext): Promise<void> {
  await deleteOldSimulations(db, new Date(clock.now().getTime() - KEPT_DAYS * DAY_MS));
}
