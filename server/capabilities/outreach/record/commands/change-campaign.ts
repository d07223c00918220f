import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { mayFor } from '#capabilities/jurisdiction';
import type { CampaignFacts } from '#contract/outreach';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { OutreachContext } from '../../context.ts';
import { mustHavePeriod, OWNER_KINDS, type StoredCampaign } from '../campaign.ts';
import { findCampaignId, insertCampaign, lockCampaignRow, updateCampaign } from '../store/campaign-rows.ts';

/** @throws AppError `jurisdiction/agency-not-found`, `outreach/not-yours`, `outreach/period-unfit`, `outreach/campaign-exists` */
export async function addCampaign(
  context: OutreachContext,
  work: Work,
  actor: Actor,
  facts: CampaignFacts,
): Promise<{ id: string }> {
  const { kind } = context.jurisdiction.getAgency(facts.agencyId);
  const mayEdit = mayFor(context.jurisdiction, actor, 'outreach:edit', [facts.agencyId]);
  if (!mayEdit || !OWNER_KINDS.includes(kind)) throw new AppError('outreach/not-yours');
  mustHavePeriod(facts);
  const changedAt = context.clock.now();
  const added = { ...facts, id: newId(), version: 1, changedByPersonId: actor.userId, changedAt };
  if (!(await insertCampaign(work.tx, added))) throw exists(await findCampaignId(work.tx, added));
  record(work, actor, 'outreach/add-campaign', added);
  return { id: added.id };
}

/** @throws AppError `outreach/campaign-not-found`, `outreach/changed-meanwhile`, `outreach/period-unfit`, `outreach/campaign-exists` */
export async function changeCampaign(
  context: OutreachContext,
  work: Work,
  actor: Actor,
  { id, basedOn, ...facts }: Omit<CampaignFacts, 'agencyId'> & { id: string; basedOn: number },
): Promise<{ version: number }> {
  const known = await lockCampaignRow(work.tx, id);
  // Whoever may not see it is told the same.
  if (!known || !mayFor(context.jurisdiction, actor, 'outreach:edit', [known.agencyId]))
    throw new AppError('outreach/campaign-not-found');
  if (known.version !== basedOn)
    throw new AppError('outreach/changed-meanwhile', {
      lostTo: { actions: ['outreach/change-campaign'], subjects: [id] },
    });
  mustHavePeriod(facts);
  const changed = {
    ...{ ...known, ...facts, version: known.version + 1 },
    ...{ changedByPersonId: actor.userId, changedAt: context.clock.now() },
  };
  const other = await findCampaignId(work.tx, changed);
  if (other !== undefined && other !== id) throw exists(other);
  await updateCampaign(work.tx, changed);
  record(work, actor, 'outreach/change-campaign', changed);
  return { version: changed.version };
}

const exists = (id: string | undefined) =>
  new AppError('outreach/campaign-exists', {
    lostTo: { actions: ['outreach/add-campaign', 'outreach/change-campaign'], subjects: id ? [id] : [] },
  });

function record(work: Work, actor: Actor, action: string, { id, agencyId, version, changedAt }: StoredCampaign): void {
  const details = { agencyId, version };
  recordAction(work, { ...byPerson(actor), action, subjectKind: 'campaign', subjectId: id, details, at: changedAt });
}
