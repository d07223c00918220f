import type { Actor } from '#capabilities/access';
import { listLineUsers } from '#capabilities/access';
import { listOnDuty } from '#capabilities/duty';
import { listWithheldFrom } from '#capabilities/incident';
import type { MyChannels } from '#contract/alerting';
import type { Connection } from '#platform/database/database';
import type { AlertingParts } from '../context.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { showNotice } from '../show-notice.ts';
import { DEFAULT_SETTINGS, listSettings, listSubscriptions } from '../store-channels.ts';
import { listNoticesTo } from '../store-deliveries.ts';
import { toTime } from '../time-of-day.ts';
import { listChannelHealth } from './list-channel-health.ts';

/** Enough to see the last test and the last night. */
const NOTICES_SHOWN = 30;

/** How this person is reached, and how that went of late. */
export async function getMyChannels(parts: AlertingParts, connection: Connection, actor: Actor): Promise<MyChannels> {
  const personId = actor.userId;
  const settings = (await listSettings(connection, [personId])).get(personId) ?? DEFAULT_SETTINGS;
  const { quiet } = settings;
  const agencyIds = [...new Set(actor.memberships.map(({ agencyId }) => agencyId))];
  const onDuty = await listOnDuty(connection, { agencyIds, at: parts.clock.now() });
  const browsers = await listSubscriptions(connection, [personId]);
  const notices = await listNoticesTo(connection, personId, {
    most: NOTICES_SHOWN,
    exceptIncidentIds: await listWithheldFrom(connection, personId),
  });
  return {
    settings: { ...settings, quiet: quiet && { from: toTime(quiet.from), until: toTime(quiet.until) } },
    isOnDuty: onDuty.some((one) => one.personId === personId),
    browsers: browsers.map(({ id, label, createdAt, acceptedAt, failure, endpoint }) => ({
      id,
      label,
      createdAt: createdAt.toISOString(),
      acceptedAt: acceptedAt?.toISOString() ?? null,
      failure,
      fingerprint: fingerprintOf(endpoint),
    })),
    line: {
      isSetUp: parts.ways.line !== undefined,
      isLinked: (await listLineUsers(connection, [personId])).has(personId),
    },
    vapidPublicKey: parts.ways.push?.publicKey ?? null,
    health: await listChannelHealth(parts, connection),
    notices: notices.map(showNotice),
  };
}
