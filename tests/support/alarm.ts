import type { MyChannels } from '../../contract/alerting.ts';
import {
  type Alert,
  alertPeople,
  listNotifications,
  type Notification,
} from '../../server/capabilities/alerting/index.ts';
import { type EventMap, LOGGED_EVENTS } from '../../server/events/event-map.ts';
import { getRow, sql } from '../../server/platform/database/database.ts';
import { inTransaction } from '../../server/platform/database/transaction.ts';
import { createEvents } from '../../server/platform/events/event-bus.ts';
import { createEventLog } from '../../server/platform/events/event-log.ts';
import { newId } from '../../server/platform/ids.ts';
import type { Phone } from '../../simulator/chat/phone.ts';
import { type Officer, until } from './officer.ts';
import type { TestSystem } from './test-system.ts';

/** A demonstration's person by the part of their e-mail address before the @, with their agency. */
export function getDemoPerson(system: TestSystem, name: string): Promise<{ personId: string; agencyId: string }> {
  return getRow(
    system.owner,
    sql<{ personId: string; agencyId: string }>`SELECT person.id AS "personId", service.agency_id AS "agencyId"
      FROM access.users AS person JOIN access.memberships AS service ON service.user_id = person.id
      WHERE person.email = ${`${name}@demo.ess.example`} LIMIT 1`,
  );
}

/** Alerts people as an escalation step does, from outside the running server, which finds the alert by itself. */
export async function raiseAlert(system: TestSystem, alert: Partial<Alert> & Pick<Alert, 'people'>): Promise<string> {
  const notifier = { send: () => {}, on: () => {}, start: async () => {}, stop: async () => {} };
  const events = createEvents<EventMap>({ types: LOGGED_EVENTS, log: createEventLog(system.app.db, notifier) });
  const context = {
    clock: system.clock,
    notifier,
    events,
    // The server's own, as far as planning asks for them.
    channels: { push: {} as never, ...(system.config.line.staff && { line: {} as never }) },
  };
  const alertId = newId();
  const whole = { alertId, incidentId: null, kind: 'new' as const, step: 0, agencyIds: [], ...alert };
  await inTransaction(system.app.db, (work) => alertPeople(context, work, [whole]));
  return alertId;
}

/** Waits for a matching notification about the incident. */
export function waitForNotification(
  system: TestSystem,
  incidentId: string,
  matches: (notification: Notification) => boolean,
): Promise<Notification> {
  return until(async () => (await listNotifications(system.owner, [incidentId])).find(matches));
}

/** Links the officer's account with their chat at the staff account, as they do it themselves. */
export async function linkLine(officer: Officer, phone: Phone): Promise<Phone> {
  const { body } = await officer.post<{ code: string }>('/api/v1/me/line-link/code', {});
  const chat = phone.in('staff');
  await chat.sendText(body.code);
  await chat.waitForMessage('เชื่อมบัญชีเรียบร้อย');
  return chat;
}

export const channelsOf = async (officer: Officer): Promise<MyChannels> =>
  (await officer.get<MyChannels>('/api/v1/me/channels')).body;
