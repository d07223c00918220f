import { listLineUsers } from '#capabilities/access';
import { listOnDuty } from '#capabilities/duty';
import type { Connection } from '#platform/database/database';
import type { AlertingChannels } from '../context.ts';
import type { Recipient } from '../notification.ts';
import type { RecipientProfile } from '../plan-notifications.ts';
import { DEFAULT_SETTINGS, listSettings, listSubscriptions } from '../store-channels.ts';

/** Settings, channels and duty of these people as recipients, as of now. Needs the service role. */
export async function listRecipientProfiles(
  connection: Connection,
  people: Recipient[],
  { now, channels, alsoEnded = false }: { now: Date; channels: AlertingChannels; alsoEnded?: boolean },
): Promise<RecipientProfile[]> {
  const ids = people.map(({ personId }) => personId);
  const agencyIds = [...new Set(people.map(({ agencyId }) => agencyId))];
  const settings = await listSettings(connection, ids);
  const subscribed = channels.push ? await listSubscriptions(connection, ids, { alsoEnded }) : [];
  const browsers = new Set(subscribed.map(({ personId }) => personId));
  const lines = channels.line ? await listLineUsers(connection, ids) : new Map<string, string>();
  const onDuty = new Set((await listOnDuty(connection, { agencyIds, at: now })).map(({ personId }) => personId));
  return people.map((person) => ({
    ...person,
    isOnDuty: onDuty.has(person.personId),
    wants: settings.get(person.personId) ?? DEFAULT_SETTINGS,
    has: { webPush: browsers.has(person.personId), line: lines.has(person.personId) },
  }));
}
