import type { SystemAlert } from '#contract/live';
import { AppError } from '../app-error.ts';
import type { Clock } from '../clock.ts';
import { type Connection, type Database, findRow, getRow, rows, sql } from '../database/database.ts';
import { inTransaction, type Work } from '../database/transaction.ts';
import type { EventLog } from '../events/event-log.ts';
import { newId } from '../ids.ts';

type Row = Omit<SystemAlert, 'raisedAt' | 'lastAt'> & { raisedAt: Date; lastAt: Date };

/** Alerts for those who run the system. The same trouble again raises the count, not a second alert. */
export type SystemAlerts = {
  /** `subject` tells one trouble from another of its kind, e.g. the channel and the status code. */
  raise(kind: string, subject: string, details: SystemAlert['details']): Promise<void>;
  /** The trouble has ended by itself. */
  clear(kind: string, subject: string): Promise<void>;
  /** @throws AppError `system-alert/not-found`, `system-alert/already-resolved` */
  resolve(work: Work, id: string, by: string): Promise<void>;
  list(connection?: Connection): Promise<SystemAlert[]>;
  find(id: string): Promise<SystemAlert | undefined>;
};

/** What the event log holds about system alerts. */
export type SystemAlertEvents = {
  'system-alert': { systemAlertId: string };
  'system-alert-resolved': { systemAlertId: string };
};

export function createSystemAlerts(
  db: Database,
  clock: Clock,
  eventLog: Pick<EventLog<SystemAlertEvents>, 'append'>,
): SystemAlerts {
  return {
    raise: (kind, subject, details) =>
      inTransaction(db, async (work) => {
        const now = clock.now();
        const systemAlert = await getRow(
          work.tx,
          sql<{ id: string }>`
            INSERT INTO platform.system_alerts (id, kind, subject, raised_at, last_at, details)
            VALUES (${newId()}, ${kind}, ${subject}, ${now}, ${now}, ${JSON.stringify(details)})
            ON CONFLICT (kind, subject) WHERE resolved_at IS NULL
            DO UPDATE SET last_at = excluded.last_at, details = excluded.details, count = system_alerts.count + 1
            RETURNING id`,
        );
        eventLog.append(work, 'system-alert', { systemAlertId: systemAlert.id });
      }),
    clear: (kind, subject) =>
      inTransaction(db, async (work) => {
        const cleared = await findRow(
          work.tx,
          sql<{ id: string }>`UPDATE platform.system_alerts SET resolved_at = ${clock.now()}, resolved_by = 'system'
            WHERE kind = ${kind} AND subject = ${subject} AND resolved_at IS NULL RETURNING id`,
        );
        if (cleared) eventLog.append(work, 'system-alert-resolved', { systemAlertId: cleared.id });
      }),
    async resolve(work, id, by) {
      const resolved = await findRow(
        work.tx,
        sql`UPDATE platform.system_alerts SET resolved_at = ${clock.now()}, resolved_by = ${by}
          WHERE id = ${id} AND resolved_at IS NULL RETURNING id`,
      );
      if (!resolved) {
        const known = await findRow(work.tx, sql`SELECT 1 FROM platform.system_alerts WHERE id = ${id}`);
        const lostTo = { subjects: [id], actions: ['system-alert/resolve'] };
        throw known
          ? new AppError('system-alert/already-resolved', { lostTo })
          : new AppError('system-alert/not-found');
      }
      eventLog.append(work, 'system-alert-resolved', { systemAlertId: id });
    },
    list: async (connection = db) => (await rows(connection, selectOpen())).map(toSystemAlert),
    find: async (id) => {
      const row = await findRow(db, selectOpen(id));
      return row && toSystemAlert(row);
    },
  };
}

function selectOpen(id: string | null = null) {
  return sql<Row>`SELECT id, kind, raised_at AS "raisedAt", last_at AS "lastAt", count, details
    FROM platform.system_alerts WHERE resolved_at IS NULL AND (${id}::uuid IS NULL OR id = ${id}::uuid)
    ORDER BY last_at DESC LIMIT 200`;
}

function toSystemAlert(row: Row): SystemAlert {
  return { ...row, raisedAt: row.raisedAt.toISOString(), lastAt: row.lastAt.toISOString() };
}
