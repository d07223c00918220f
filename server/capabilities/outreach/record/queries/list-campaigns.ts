import type { Actor } from '#capabilities/access';
import { branchesWith, isInBranch } from '#capabilities/jurisdiction';
import type { Campaign, CampaignList } from '#contract/outreach';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { OutreachContext } from '../../context.ts';
import { OWNER_KINDS, type StoredCampaign } from '../campaign.ts';
import { countPlacements, findCampaignRow, listCampaignRows } from '../store/campaign-rows.ts';
import { countByCampaign, NO_COUNTS } from '../store/count-rows.ts';

/** Campaigns of the actor's branches, and for whom they may begin one. */
export async function listCampaigns(
  context: OutreachContext,
  connection: Connection,
  actor: Actor,
): Promise<CampaignList> {
  const found = await listCampaignRows(connection);
  const campaigns = await showCampaigns(context, connection, actor, found);
  const branches = branchesWith(context.jurisdiction, actor, 'outreach:edit');
  const owners = context.jurisdiction
    .listAgencies({ kinds: OWNER_KINDS, onlyActive: true })
    .filter(({ path }) => branches.some((branch) => isInBranch(branch, path)))
    .map(({ id, nameTh, nameEn }) => ({ id, nameTh, nameEn }));
  return { campaigns, owners };
}

/** @throws AppError `outreach/campaign-not-found` */
export async function getCampaign(
  context: OutreachContext,
  connection: Connection,
  actor: Actor,
  id: string,
): Promise<Campaign> {
  const found = await findCampaignRow(connection, id);
  const [shown] = await showCampaigns(context, connection, actor, found ? [found] : []);
  if (!shown) throw new AppError('outreach/campaign-not-found');
  return shown;
}

async function showCampaigns(
  context: OutreachContext,
  connection: Connection,
  actor: Actor,
  campaigns: readonly StoredCampaign[],
): Promise<Campaign[]> {
  if (campaigns.length === 0) return [];
  const placements = new Map(
    (await countPlacements(connection)).map(({ campaignId, ...counts }) => [campaignId, counts]),
  );
  const counts = await countByCampaign(connection);
  const branches = branchesWith(context.jurisdiction, actor, 'outreach:edit');
  return campaigns.map(({ changedByPersonId: _, changedAt, ...campaign }) => ({
    ...campaign,
    owner: ownerOf(context, campaign.agencyId),
    placements: placements.get(campaign.id) ?? { planned: 0, shown: 0, checked: 0, removed: 0 },
    counts: counts.get(campaign.id) ?? NO_COUNTS,
    changedAt: changedAt.toISOString(),
    mayChange: isMine(context, branches, campaign.agencyId),
  }));
}

/** The agency whose campaign or placement it is, by name. */
export function ownerOf({ jurisdiction }: Pick<OutreachContext, 'jurisdiction'>, id: string) {
  const agency = jurisdiction.findAgency(id);
  return { id, nameTh: agency?.nameTh ?? '–', nameEn: agency?.nameEn ?? null };
}

export function isMine({ jurisdiction }: OutreachContext, branches: readonly string[], agencyId: string): boolean {
  const path = jurisdiction.findAgency(agencyId)?.path;
  return path !== undefined && branches.some((branch) => isInBranch(branch, path));
}
