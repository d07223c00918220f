import { DAY_MS } from '#contract/thai-day';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import type { HelpContext } from '../context.ts';
import { helpClockOf } from '../help-clock.ts';
import { HELP_RULES } from '../help-rules.ts';
import { endRequest, type HelpRequest } from '../request.ts';
import { findRequestForChange, listConfirmedUntil, listLateRequests, listToAsk } from '../store/request-rows.ts';
import { recordHelpChange } from './record-change.ts';

const AT_MOST = 100;

/** Each in a transaction of its own, looked at once more after the lock: another process may have been faster. */
async function forEach(
  db: Database,
  ids: string[],
  act: (work: Work, request: HelpRequest) => Promise<void>,
): Promise<void> {
  for (const id of ids) {
    await inTransaction(db, async (work) => {
      const request = await findRequestForChange(work.tx, id);
      if (request) await act(work, request);
    });
  }
}

/**
 * Scheduled job: "did you get it?", some days after a payment was recorded, and once more if nobody answered. Whoever asked
 * in LINE is asked there; all others stand in the list of people to call or to visit.
 */
export async function askIfReceived(context: HelpContext, db: Database): Promise<void> {
  const now = context.clock.now();
  await forEach(db, await listToAsk(db, now, AT_MOST), async (work, before) => {
    if (before.status !== 'helped' || !before.askDueAt || before.askDueAt > now) return;
    const again = new Date(now.getTime() + HELP_RULES.confirmation.remindAfterDays * DAY_MS);
    const askDueAt = before.askedAt ? null : again;
    const details = { again: before.askedAt !== null };
    const changed = { ...before, askedAt: now, askDueAt };
    const step = { kind: 'asked-if-received', by: 'timer', details, codes: details } as const;
    const { id: requestId, code, reporterId } = await recordHelpChange(context, work, { before, changed }, [step]);
    if (reporterId === null) return;
    const news = { requestId, code, reporterId, news: 'asked-if-received', corrections: [] } as const;
    await context.events.publish(work, 'help-news', news);
  });
}

/** Scheduled job: what the person confirmed is closed after some days, in which they may still say otherwise. */
export async function closeConfirmed(context: HelpContext, db: Database): Promise<void> {
  const now = context.clock.now();
  const until = new Date(now.getTime() - HELP_RULES.confirmation.closeAfterDays * DAY_MS);
  await forEach(db, await listConfirmedUntil(db, until, AT_MOST), async (work, before) => {
    if (before.status !== 'confirmed' || before.statusSince > until) return;
    const changed = endRequest(before, 'close', 'received', now);
    await recordHelpChange(context, work, { before, changed }, [{ kind: 'closed', by: 'timer' }]);
  });
}

/** Scheduled job: the ten or fifteen days are over; said once. */
export async function sayLate(context: HelpContext, db: Database): Promise<void> {
  const now = context.clock.now();
  await forEach(db, await listLateRequests(db, now, AT_MOST), async (work, before) => {
    const clock = helpClockOf(before, now);
    if (before.lateSaidAt || !clock?.isRunning || clock.colour !== 'red') return;
    const details = { days: clock.days, of: clock.of };
    const step = { kind: 'clock-passed', by: 'timer', details, codes: details } as const;
    await recordHelpChange(context, work, { before, changed: { ...before, lateSaidAt: now } }, [step]);
  });
}
