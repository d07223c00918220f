import { type Connection, findRow, type RawBuilder, rows, sql } from '#platform/database/database';
import type { Order } from '../order.ts';

const COLUMNS =
  sql.raw(`id, kind, incident_id AS "incidentId", code, unit_id AS "unitId", assignment_id AS "assignmentId",
  unit_name AS "unitName", person_ids::text[] AS "personIds", agency_id AS "agencyId", by_person_id AS "byPersonId",
  sent_at AS "sentAt", again_id AS "againId", next_step AS "nextStep", next_due_at AS "nextDueAt",
  sender_notified_at AS "senderNotifiedAt"`);

export async function insertOrder(tx: Connection, order: Order): Promise<void> {
  await sql`INSERT INTO units.orders (id, kind, incident_id, code, unit_id, assignment_id, unit_name, person_ids,
      agency_id, by_person_id, sent_at, next_step, next_due_at)
    VALUES (${order.id}, ${order.kind}, ${order.incidentId}, ${order.code}, ${order.unitId}, ${order.assignmentId},
      ${order.unitName}, ${order.personIds}::uuid[], ${order.agencyId}, ${order.byPersonId}, ${order.sentAt},
      ${order.nextStep}, ${order.nextDueAt})`.execute(tx);
}

/** Finds an order whose next step is due. */
export const findDueOrder = (now: Date): RawBuilder<unknown> =>
  sql`SELECT 1 FROM units.orders WHERE next_due_at <= ${now} ORDER BY next_due_at LIMIT 1`;

/** Locks orders whose next step is due; those locked by another process are skipped. */
export function takeDueOrders(tx: Connection, now: Date, limit: number): Promise<Order[]> {
  return rows(
    tx,
    sql<Order>`SELECT ${COLUMNS} FROM units.orders WHERE next_due_at <= ${now}
      ORDER BY next_due_at LIMIT ${limit} FOR UPDATE SKIP LOCKED`,
  );
}

/** Saves the progress of these orders. */
export async function saveOrders(tx: Connection, orders: readonly Order[]): Promise<void> {
  if (orders.length === 0) return;
  await sql`UPDATE units.orders AS stored SET again_id = now."againId", next_step = now."nextStep",
      next_due_at = now."nextDueAt", sender_notified_at = now."senderNotifiedAt"
    FROM jsonb_to_recordset(${JSON.stringify(orders)}::jsonb) AS now
      (id uuid, "againId" uuid, "nextStep" text, "nextDueAt" timestamptz, "senderNotifiedAt" timestamptz)
    WHERE stored.id = now.id`.execute(tx);
}

/** Ends the follow-up of these orders. */
export async function endOrders(tx: Connection, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`UPDATE units.orders SET next_step = NULL, next_due_at = NULL WHERE id = ANY(${ids}::uuid[])`.execute(tx);
}

/** Orders about an incident, oldest first. */
export function listOrdersFor(connection: Connection, incidentId: string): Promise<Order[]> {
  return rows(
    connection,
    sql<Order>`SELECT ${COLUMNS} FROM units.orders WHERE incident_id = ${incidentId} ORDER BY sent_at, id`,
  );
}

/** Orders to this person since then, newest first. */
export function listOrdersTo(connection: Connection, personId: string, since: Date): Promise<Order[]> {
  return rows(
    connection,
    sql<Order>`SELECT ${COLUMNS} FROM units.orders WHERE person_ids @> ARRAY[${personId}::uuid] AND sent_at > ${since}
      ORDER BY sent_at DESC, id`,
  );
}

/** The unit whose order was sent by this alert, first or repeated. */
export async function findOrderedUnit(connection: Connection, alertId: string): Promise<string | undefined> {
  const found = await findRow(
    connection,
    sql<{ unitId: string }>`SELECT unit_id AS "unitId" FROM units.orders
      WHERE (id = ${alertId} OR again_id = ${alertId}) AND unit_id IS NOT NULL`,
  );
  return found?.unitId;
}
