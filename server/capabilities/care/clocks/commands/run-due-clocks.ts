import { listStaff } from '#capabilities/access';
import { findOffice } from '#capabilities/jurisdiction';
import type { ClockMark } from '#contract/case-clock';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import type { CareContext } from '../../context.ts';
import { recordCaseStep } from '../../record/commands/record-case-change.ts';
import { listExcludedOf } from '../../record/store/exclusion-rows.ts';
import { agenciesToAsk, callPeople, type Marked } from '../called-people.ts';
import { hasCome, marksNow } from '../clock.ts';
import { CLOCK_BOOK } from '../clock-rules.ts';
import { type DueClock, setMarks, takeDueClocks } from '../store/clock-rows.ts';
import { endHold } from './end-hold.ts';
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
  if (clocks.length === 0) return 0;
  // Decided once, here: the database keeps finer times than this program, and would find others due.
  await setMarks(
    work.tx,
    clocks.map((clock) => ({ id: clock.id, ...hasCome(clock, now) })),
    now,
  );
  const excluded = await listExcludedOf(work.tx, [...new Set(clocks.map(({ caseId }) => caseId))]);
  const barredOf = (caseId: string) => excluded.flatMap((one) => (one.caseId === caseId ? one.accountId : []));
  const marked: Marked[] = [];
  for (const clock of clocks) {
    for (const mark of marksNow(clock, now)) {
      if (clock.rule === 'hold' && mark === 'due') {
        await endHold(context, work, clock.caseId);
        // Nothing is late: the worker goes on.
        marked.push({ ...clock, mark: 'half', barredIds: barredOf(clock.caseId) });
        break;
      }
      await say(context, work, clock, mark, now);
      // Its next marks are of the clock that began with the new owner.
      if (clock.rule === 'acceptance' && mark === 'due' && (await passToProvince(context, work, clock.caseId))) {
        marked.push({ ...clock, mark: 'province', barredIds: barredOf(clock.caseId) });
        break;
      }
      if (isForStaff(clock.rule)) marked.push({ ...clock, mark, barredIds: barredOf(clock.caseId) });
    }
  }
  if (marked.length > 0) await call(context, work, marked, now);
  return clocks.length;
}

/** What runs after the closure asks the person, not those who work here. */
const isForStaff = (name: string): boolean =>
  !CLOCK_BOOK.rules.some(({ rule, survivesClosure }) => rule === name && survivesClosure);

/** Alerts whoever has to look, each once for all that has come now. */
async function call({ events, jurisdiction }: CareContext, work: Work, marked: Marked[], now: Date): Promise<void> {
  const officeOf = (agencyId: string) => findOffice(jurisdiction, agencyId)?.id;
  const staff = await listStaff(work.tx, { agencyIds: agenciesToAsk(marked, officeOf) }, now);
  const { reminded, told } = callPeople(marked, staff, officeOf);
  if (reminded.length > 0)
    await events.publish(work, 'case-people-called', { kind: 'case-reminder', people: reminded });
  if (told.length > 0) await events.publish(work, 'case-people-called', { kind: 'case-late', people: told });
}

/** In the timeline stands what is late; a reminder is between the system and the worker. */
async function say(
  context: CareContext,
  work: Work,
  { caseId, rule, subjectId, agencyId, workerId }: DueClock,
  mark: ClockMark,
  at: Date,
): Promise<void> {
  if (mark !== 'half' && isForStaff(rule)) {
    const details = { rule, mark };
    const step = { kind: 'clock-passed', by: 'timer', details, codes: details, subjectId } as const;
    await recordCaseStep(context, work, caseId, step);
  }
  await context.events.publish(work, 'case-clock-marked', { caseId, rule, mark, subjectId, agencyId, workerId, at });
}
