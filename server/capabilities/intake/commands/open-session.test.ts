import { expect, test } from 'vitest';
import type { EventMap } from '#events/event-map';
import { findRow, sql } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import { createEvents } from '#platform/events/event-bus';
import { newId } from '#platform/ids';
import { createTestDatabase } from '#support/test-database';
import type { IntakeContext } from '../context.ts';
import type { NotifiedStatus } from '../conversation.ts';
import { beginReport, changeConversation, changeReport } from '../conversation-session.ts';
import { newReport } from '../draft.ts';
import { reportersAt } from '../store-conversation.ts';
import { insertEarlyMessage } from '../store-early-messages.ts';
import { changeReachability } from './note-channel-news.ts';
import { beginSession, endSession, findSessionOf, flushSession, openSession } from './open-session.ts';
import { receiveFromReporter } from './receive-from-reporter.ts';

const { db } = await createTestDatabase();
const now = new Date('2026-11-21T02:00:00Z');
const events = createEvents<EventMap>() as IntakeContext['events'];
const nowhere = { isInThailand: () => true, listTypedPlaces: () => [], findTypedPlace: () => undefined };
const context = { clock: { now: () => now }, events, geography: nowhere } as unknown as IntakeContext;

const place = {
  lat: 16.8,
  lng: 100.2,
  at: now.toISOString(),
  source: 'line-pin',
  accuracyMetres: null,
  label: null,
} as const;
const notifiedOf = (status: NotifiedStatus['status']): NotifiedStatus => {
  return { status, code: 'ES-6911-0001', since: now.toISOString(), etaAt: null };
};

/** Somebody with one report. */
function begin(work: Work, address: string, lastNotified: NotifiedStatus | null) {
  const session = beginSession(work, { channel: 'line', address, language: 'th' }, now);
  const state = lastNotified ? ('submitted' as const) : ('draft' as const);
  const begun = newReport({ id: newId(), silent: false, startedAt: now });
  const position = lastNotified && place;
  const report = {
    ...begun,
    state,
    position,
    type: 'threat-or-assault',
    lastNotified,
    isUnfinished: false,
    hasEarlyMessages: false,
  } as const;
  beginReport(session, report, now);
  changeConversation(session, { ...session.conversation, report });
  return { session, reportId: report.id };
}

test('a message that waits for a clerk who notes something about the draft knows of the note', async () => {
  const reportId = await inTransaction(db, async (work) => {
    const { session, reportId } = begin(work, 'U-noted', null);
    await endSession(context, work, session, { atCommit: true });
    return reportId;
  });
  const noted = Promise.withResolvers<void>();
  const waits = Promise.withResolvers<void>();
  const clerk = inTransaction(db, async (work) => {
    const found = await findSessionOf(work, reportId);
    if (!found) throw new Error('no session');
    changeReport(found.session, reportId, { hasEarlyMessages: true });
    await flushSession(work, found.session);
    await insertEarlyMessage(work.tx, reportId, { kind: 'text', text: 'เขามีมีด', externalId: 'call:1' }, now);
    noted.resolve();
    await waits.promise;
  });
  await noted.promise;
  const reporter = inTransaction(db, async (work) => {
    const found = await findRow(work.tx, reportersAt(sql`= 'U-noted'`));
    if (!found) throw new Error('nobody');
    return (await openSession(work, found.known)).reports.get(reportId)?.hasEarlyMessages;
  });
  const isWaiting = async () => {
    const found = await sql`SELECT 1 FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(db);
    return found.rows.length > 0;
  };
  await expect.poll(isWaiting).toBe(true);
  waits.resolve();
  await clerk;
  expect(await reporter).toBe(true);
});

test('somebody who blocks us in the transaction that alerted for them is known to be out of reach', async () => {
  const unreachable: string[][] = [];
  events.on('reporter-reachability-changed', async (_work, { reportIds }) => void unreachable.push(reportIds));
  const begun = await inTransaction(db, async (work) => {
    const { session, reportId } = begin(work, 'U-blocks', notifiedOf('waiting'));
    await endSession(context, work, session, { atCommit: true });
    await changeReachability(context, work, session, false);
    await endSession(context, work, session, { atCommit: true });
    return reportId;
  });
  expect(unreachable).toEqual([[begun]]);
});

test('what a transaction knows of an older report is not read again before it is written', async () => {
  const older = await inTransaction(db, async (work) => {
    const { session, reportId } = begin(work, 'U-rates', notifiedOf('on-scene'));
    changeConversation(session, { ...session.conversation, report: null });
    await endSession(context, work, session);
    return reportId;
  });
  await inTransaction(db, async (work) => {
    const found = await findSessionOf(work, older);
    if (!found) throw new Error('no session');
    changeReport(found.session, older, { lastNotified: notifiedOf('closed') });
    await endSession(context, work, found.session, { atCommit: true });
    const input = { kind: 'answer', data: `rate:5:${older}` } as const;
    const message = {
      channel: 'line',
      address: 'U-rates',
      at: now,
      flood: 'none',
      input,
    } as const;
    await receiveFromReporter(context, work, message, null);
  });
  const { rows } = await sql`SELECT stars, last_notified ->> 'status' AS status FROM intake.reports
    WHERE id = ${older}`.execute(db);
  expect(rows).toEqual([{ stars: 5, status: 'closed' }]);
});
