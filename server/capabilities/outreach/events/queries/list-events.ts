import type { Actor } from '#capabilities/access';
import { branchesWith } from '#capabilities/jurisdiction';
import { formatPlaceInThai } from '#contract/jurisdiction';
import type { OutreachEvent, OutreachEventList } from '#contract/outreach';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { OutreachContext } from '../../context.ts';
import { isMine, ownerOf } from '../../record/queries/list-campaigns.ts';
import { listCampaignRows } from '../../record/store/campaign-rows.ts';
import type { StoredEvent } from '../event.ts';
import { countByEvent, findEventRow, listEventRows, NO_EVENT_COUNTS } from '../store/event-rows.ts';

/** Events of the actor's branches, the latest first. */
export async function listEvents(
  context: OutreachContext,
  connection: Connection,
  actor: Actor,
  campaignId: string | undefined,
): Promise<OutreachEventList> {
  return { events: await showEvents(context, connection, actor, await listEventRows(connection, campaignId)) };
}

/** @throws AppError `outreach/event-not-found` */
export async function getEvent(
  context: OutreachContext,
  connection: Connection,
  actor: Actor,
  id: string,
): Promise<OutreachEvent> {
  const found = await findEventRow(connection, id);
  const [shown] = await showEvents(context, connection, actor, found ? [found] : []);
  if (!shown) throw new AppError('outreach/event-not-found');
  return shown;
}

async function showEvents(
  context: OutreachContext,
  connection: Connection,
  actor: Actor,
  events: readonly StoredEvent[],
): Promise<OutreachEvent[]> {
  if (events.length === 0) return [];
  const names = new Map((await listCampaignRows(connection)).map(({ id, name }) => [id, name]));
  const counts = await countByEvent(
    connection,
    events.map(({ id }) => id),
  );
  const { jurisdiction } = context;
  const branches = branchesWith(jurisdiction, actor, 'outreach:edit');
  return events.map(({ agencyId, changedByPersonId: _, changedAt, ...event }) => ({
    ...event,
    campaign: names.get(event.campaignId) ?? '–',
    owner: ownerOf(context, agencyId),
    placeTh: event.position && formatPlaceInThai(jurisdiction.describePlace(event.position)),
    counts: counts.get(event.id) ?? NO_EVENT_COUNTS,
    changedAt: changedAt.toISOString(),
    mayChange: isMine(context, branches, agencyId),
  }));
}
