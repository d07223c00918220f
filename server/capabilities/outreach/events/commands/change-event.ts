import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { mayFor } from '#capabilities/jurisdiction';
import type { EventFacts } from '#contract/outreach';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { OutreachContext } from '../../context.ts';
import { findCampaignRow } from '../../record/store/campaign-rows.ts';
import { readEvent, type StoredEvent } from '../event.ts';
import { countOwnCodes, insertEvent, lockEventRow, updateEvent } from '../store/event-rows.ts';

/**
 * @throws AppError `outreach/campaign-not-found`, `outreach/period-unfit`, `outreach/place-outside`,
 * `outreach/placement-not-found`
 */
export async function addEvent(
  { jurisdiction, clock }: OutreachContext,
  work: Work,
  actor: Actor,
  { campaignId, ...typed }: EventFacts & { campaignId: string },
): Promise<{ id: string }> {
  const campaign = await findCampaignRow(work.tx, campaignId);
  if (!campaign || !mayFor(jurisdiction, actor, 'outreach:edit', [campaign.agencyId]))
    throw new AppError('outreach/campaign-not-found');
  const added: StoredEvent = {
    ...{ ...readEvent(typed, jurisdiction), id: newId(), version: 1, campaignId, agencyId: campaign.agencyId },
    ...{ changedByPersonId: actor.userId, changedAt: clock.now() },
  };
  await mustOwnCodes(work, added);
  await insertEvent(work.tx, added);
  record(work, actor, 'outreach/add-event', added);
  return { id: added.id };
}

/**
 * @throws AppError `outreach/event-not-found`, `outreach/changed-meanwhile`, `outreach/period-unfit`, `outreach/place-outside`,
 * `outreach/placement-not-found`
 */
export async function changeEvent(
  { jurisdiction, clock }: OutreachContext,
  work: Work,
  actor: Actor,
  { id, basedOn, ...typed }: EventFacts & { id: string; basedOn: number },
): Promise<{ version: number }> {
  const known = await lockEventRow(work.tx, id);
  if (!known || !mayFor(jurisdiction, actor, 'outreach:edit', [known.agencyId]))
    throw new AppError('outreach/event-not-found');
  if (known.version !== basedOn)
    throw new AppError('outreach/changed-meanwhile', {
      lostTo: { actions: ['outreach/change-event'], subjects: [id] },
    });
  const changed: StoredEvent = {
    ...{ ...known, ...readEvent(typed, jurisdiction), version: known.version + 1 },
    ...{ changedByPersonId: actor.userId, changedAt: clock.now() },
  };
  await mustOwnCodes(work, changed);
  await updateEvent(work.tx, changed);
  record(work, actor, 'outreach/change-event', changed);
  return { version: changed.version };
}

/** Codes of another owner are not there. */
async function mustOwnCodes({ tx }: Work, event: StoredEvent): Promise<void> {
  if ((await countOwnCodes(tx, event)) !== event.codes.length) throw new AppError('outreach/placement-not-found');
}

function record(work: Work, actor: Actor, action: string, { id, version, status, changedAt }: StoredEvent): void {
  const subject = { subjectKind: 'outreach-event', subjectId: id, details: { version, status }, at: changedAt };
  recordAction(work, { ...byPerson(actor), action, ...subject });
}
