import type { CareEvents } from '#events/care-events';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import { findCaseAccess } from '../../record/store/fact-rows.ts';
import {
  decideClocks,
  decideGoingOn,
  decideMoves,
  decidePauses,
  type Fact,
  type HeldOrNot,
  type RunningClock,
} from '../clock.ts';
import { CLOCK_BOOK } from '../clock-rules.ts';
import { factsOfStep, WITHOUT_CLOCKS } from '../facts-of-step.ts';
import {
  addFirstClock,
  findClockState,
  insertClocks,
  moveClocks,
  readRunning,
  stopClocks,
} from '../store/clock-rows.ts';

/** Starts and stops the clocks of a case in the transaction of the step that causes it. */
export async function followStep(work: Work, step: CareEvents['case-step']): Promise<void> {
  const { caseId, kind, subjectId, opened } = step;
  if (WITHOUT_CLOCKS.includes(kind)) return;
  if (opened) {
    // Whoever ends an incident may not see the case, and their transaction has no statement to spare for it. What else
    // happens to it in there (the province has it at once) is part of its opening.
    if (kind !== 'registered') return;
    const { started } = decideClocks(CLOCK_BOOK, opened, [], factsOfStep(step));
    for (const clock of started) addFirstClock(work, { ...clock, id: newId(), caseId });
    return;
  }
  // Clocks are the owner's; what invited people sign in their sections moves none.
  if (work.role === 'user' && (await findCaseAccess(work.tx, caseId))?.sections !== null) return;
  const state = await findClockState(work.tx, caseId, subjectId);
  if (!state) return;
  const running = readRunning(state);
  if (kind === 'held') await moveClocks(work.tx, decidePauses(CLOCK_BOOK, running, step.at));
  if (kind === 'resumed') await moveClocks(work.tx, decideGoingOn(running, step.at));
  if (kind === 'risk-changed') return moveClocks(work.tx, decideMoves(CLOCK_BOOK, state.risk, running));
  const { form, approvalSubject, plan, workerId } = state;
  const holdUntil = state.holdUntil === null ? null : new Date(state.holdUntil);
  const facts = factsOfStep({
    ...step,
    form,
    approvalSubject,
    plan,
    holdUntil,
    isWaiting: step.isWaiting ?? workerId === null,
  });
  await applyFacts(work, caseId, { ...state, isOnHold: holdUntil !== null }, running, facts);
}

/** Stops and starts what these facts ask for. */
export async function applyFacts(
  { tx }: Work,
  caseId: string,
  about: HeldOrNot,
  running: readonly RunningClock[],
  facts: readonly Fact[],
): Promise<void> {
  const [first] = facts;
  if (!first) return;
  const { stopped, started } = decideClocks(CLOCK_BOOK, about, running, facts);
  await stopClocks(tx, stopped, first.at);
  await insertClocks(
    tx,
    started.map((clock) => ({ ...clock, id: newId(), caseId })),
  );
}
