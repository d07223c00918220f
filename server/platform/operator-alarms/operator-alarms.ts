import type { OperatorAlarm } from '#contract/live';
import { AppError } from '../app-error.ts';
import type { Clock } from '../clock.ts';
import { type Connection, type Database, findRow, getRow, rows, sql } from '../database/database.ts';
import { inTransaction, type Work } from '../database/transaction.ts';
import type { EventLog } from '../events/event-log.ts';
import { newId } from '../ids.ts';

type Row = Omit<OperatorAlarm, 'raisedAt' | 'lastAt'> & { raisedAt: Date; lastAt: Date };

/** Alarms for those who run the system. The same trouble again raises the count, not a second alarm. */
export type OperatorAlarms = {
  /** `subject` tells one trouble from another of its kind, e.g. the channel and the status code. */
  raise(kind: string, subject: string, details: OperatorAlarm['details']): Promise<void>;
  /** The trouble has ended by itself. */
  clear(kind: string, subject: string): Promise<void>;
  /** @throws AppError `operator/alarm-not-found`, `operator/alarm-settled` */
  settle(work: Work, id: string, by: string): Promise<void>;
  list(connection?: Connection): Promise<OperatorAlarm[]>;
  find(id: string): Promise<OperatorAlarm | undefined>;
};

export function createOperatorAlarms(db: Database, clock: Clock, eventLog: EventLog): OperatorAlarms {
  return {
    raise: (kind, subject, details) =>
      inTransaction(db, async (work) => {
        const now = clock.now();
        const alarm = await getRow(
          work.tx,
          sql<{ id: string }>`
            INSERT INTO platform.operator_alarms (id, kind, subject, raised_at, last_at, details)
            VALUES (${newId()}, ${kind}, ${subject}, ${now}, ${now}, ${JSON.stringify(details)})
            ON CONFLICT (kind, subject) WHERE settled_at IS NULL
            DO UPDATE SET last_at = excluded.last_at, details = excluded.details, count = operator_alarms.count + 1
            RETURNING id`,
        );
        await eventLog.append(work, 'operator-alarm', { alarmId: alarm.id });
      }),
    clear: (kind, subject) =>
      inTransaction(db, async (work) => {
        const cleared = await findRow(
          work.tx,
          sql<{ id: string }>`UPDATE platform.operator_alarms SET settled_at = ${clock.now()}, settled_by = 'system'
            WHERE kind = ${kind} AND subject = ${subject} AND settled_at IS NULL RETURNING id`,
        );
        if (cleared) await eventLog.append(work, 'operator-alarm-settled', { alarmId: cleared.id });
      }),
    async settle(work, id, by) {
      const settled = await findRow(
        work.tx,
        sql`UPDATE platform.operator_alarms SET settled_at = ${clock.now()}, settled_by = ${by}
          WHERE id = ${id} AND settled_at IS NULL RETURNING id`,
      );
      if (!settled) {
        const known = await findRow(work.tx, sql`SELECT 1 FROM platform.operator_alarms WHERE id = ${id}`);
        const lostTo = { subjects: [id], acts: ['operator/settle-alarm'] };
        throw known ? new AppError('operator/alarm-settled', { lostTo }) : new AppError('operator/alarm-not-found');
      }
      await eventLog.append(work, 'operator-alarm-settled', { alarmId: id });
    },
    list: async (connection = db) => (await rows(connection, selectOpen())).map(toAlarm),
    find: async (id) => {
      const row = await findRow(db, selectOpen(id));
      return row && toAlarm(row);
    },
  };
}

function selectOpen(id: string | null = null) {
  return sql<Row>`SELECT id, kind, raised_at AS "raisedAt", last_at AS "lastAt", count, details
    FROM platform.operator_alarms WHERE settled_at IS NULL AND (${id}::uuid IS NULL OR id = ${id}::uuid)
    ORDER BY last_at DESC LIMIT 200`;
}

function toAlarm(row: Row): OperatorAlarm {
  return { ...row, raisedAt: row.raisedAt.toISOString(), lastAt: row.lastAt.toISOString() };
}
