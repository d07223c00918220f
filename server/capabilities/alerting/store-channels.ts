import { type Connection, findRow, rows, sql } from '#platform/database/database';
import { type Settings, type SettingsRow, toSettings } from './settings.ts';

export async function getSettings(connection: Connection, personId: string): Promise<Settings> {
  const found = await findRow(
    connection,
    sql<SettingsRow>`SELECT person_id AS "personId", web_push AS "webPush", line, quiet_from AS "from", quiet_until AS "until"
      FROM alerting.settings WHERE person_id = ${personId}`,
  );
  return toSettings(found);
}

export async function saveSettings(tx: Connection, personId: string, settings: Settings, now: Date): Promise<void> {
  const { webPush, line, quiet } = settings;
  await sql`INSERT INTO alerting.settings (person_id, web_push, line, quiet_from, quiet_until, changed_at)
    VALUES (${personId}, ${webPush}, ${line}, ${quiet?.from ?? null}, ${quiet?.until ?? null}, ${now})
    ON CONFLICT (person_id) DO UPDATE SET web_push = excluded.web_push, line = excluded.line,
      quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until, changed_at = excluded.changed_at`.execute(
    tx,
  );
}

export type SubscriptionRow = {
  id: string;
  personId: string;
  endpoint: string;
  p256dh: string;
  auth: string;
  label: string;
  language: 'th' | 'en';
  createdAt: Date;
  lastSentAt: Date | null;
  lastFailedAt: Date | null;
  failure: string | null;
  /** When it lost its access: it is notified of that, and of nothing else. */
  endedAt: Date | null;
};

export function listSubscriptions(
  connection: Connection,
  personIds: string[],
  { alsoEnded = false } = {},
): Promise<SubscriptionRow[]> {
  return rows(
    connection,
    sql<SubscriptionRow>`SELECT id, person_id AS "personId", endpoint, p256dh, auth, label, language,
        created_at AS "createdAt", last_sent_at AS "lastSentAt", last_failed_at AS "lastFailedAt", failure, ended_at AS "endedAt"
      FROM alerting.push_subscriptions WHERE person_id = ANY(${personIds}::uuid[])
        AND (${alsoEnded} OR ended_at IS NULL) ORDER BY created_at, id`,
  );
}

type NewSubscription = Pick<SubscriptionRow, 'id' | 'personId' | 'endpoint' | 'p256dh' | 'auth' | 'label' | 'language'>;

/**
 * A browser belongs to the person who subscribed it last. A person has at most `max` of them: the ones with the oldest
 * successful push are removed. @returns how many were removed
 */
export async function saveSubscription(
  tx: Connection,
  subscription: NewSubscription,
  { now, max }: { now: Date; max: number },
): Promise<number> {
  const { id, personId, endpoint, p256dh, auth, label, language } = subscription;
  // Serialised for each person, so that parallel requests can't exceed the limit.
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`push ${personId}`}, 0))`.execute(tx);
  await sql`INSERT INTO alerting.push_subscriptions (id, person_id, endpoint, p256dh, auth, label, language, created_at)
    VALUES (${id}, ${personId}, ${endpoint}, ${p256dh}, ${auth}, ${label}, ${language}, ${now})
    ON CONFLICT (endpoint) DO UPDATE SET person_id = excluded.person_id, p256dh = excluded.p256dh, auth = excluded.auth,
      label = excluded.label, language = excluded.language, last_failed_at = NULL, failure = NULL, ended_at = NULL`.execute(
    tx,
  );
  const replaced = await rows(
    tx,
    sql`DELETE FROM alerting.push_subscriptions WHERE id IN (
      SELECT id FROM alerting.push_subscriptions WHERE person_id = ${personId}
      ORDER BY (endpoint = ${endpoint}) DESC, greatest(created_at, last_sent_at) DESC, id DESC OFFSET ${max})
      RETURNING id`,
  );
  return replaced.length;
}

/** Whether one of these addresses is subscribed for the person already. */
export async function isSubscribed(tx: Connection, personId: string, endpoints: string[]): Promise<boolean> {
  const found = await findRow(
    tx,
    sql`SELECT 1 FROM alerting.push_subscriptions
      WHERE person_id = ${personId} AND endpoint = ANY(${endpoints}::text[]) AND ended_at IS NULL LIMIT 1`,
  );
  return found !== undefined;
}

/** Ends all of the person's subscriptions. Kept until they were notified of it (`isNotified`), otherwise deleted at once. */
export async function endSubscriptions(
  tx: Connection,
  personId: string,
  { now, isNotified }: { now: Date; isNotified: boolean },
): Promise<void> {
  await (isNotified
    ? sql`UPDATE alerting.push_subscriptions SET ended_at = ${now} WHERE person_id = ${personId} AND ended_at IS NULL`
    : sql`DELETE FROM alerting.push_subscriptions WHERE person_id = ${personId}`
  ).execute(tx);
}

/** Deletes the previous address of a person's browser. */
export async function deleteReplaced(tx: Connection, personId: string, endpoint: string): Promise<void> {
  await sql`DELETE FROM alerting.push_subscriptions WHERE person_id = ${personId} AND endpoint = ${endpoint}`.execute(
    tx,
  );
}

/** @returns whether it existed */
export async function deleteSubscription(tx: Connection, id: string, personId: string): Promise<boolean> {
  const deleted = await findRow(
    tx,
    sql`DELETE FROM alerting.push_subscriptions WHERE id = ${id} AND person_id = ${personId} RETURNING id`,
  );
  return deleted !== undefined;
}
