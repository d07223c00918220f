import type { Actor } from '#capabilities/access';
import { mayFor } from '#capabilities/jurisdiction';
import type { PlacementFunnel } from '#contract/outreach';
import { readPlacementCode } from '#contract/placement-code';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { OutreachContext } from '../../context.ts';
import { findCampaignRow } from '../../record/store/campaign-rows.ts';
import { findPlacementRow } from '../../record/store/placement-rows.ts';
import { showFunnel } from '../funnel.ts';
import { countFunnel } from '../store/result-rows.ts';

/** From opened to answered, of a whole campaign; a partner reads sums of ten or more. @throws AppError `outreach/campaign-not-found` */
export async function getCampaignFunnel(
  { jurisdiction }: OutreachContext,
  connection: Connection,
  actor: Actor,
  id: string,
): Promise<PlacementFunnel> {
  const campaign = await findCampaignRow(connection, id);
  if (!campaign || !mayFor(jurisdiction, actor, 'outreach:view', [campaign.agencyId]))
    throw new AppError('outreach/campaign-not-found');
  const readsAll = mayFor(jurisdiction, actor, 'outreach:view-reports', [campaign.agencyId]);
  return showFunnel(await countFunnel(connection, { campaignId: id, code: null }), !readsAll);
}

/** The same of one placement, for the ministry alone. @throws AppError `outreach/placement-not-found` */
export async function getPlacementFunnel(
  { jurisdiction }: OutreachContext,
  connection: Connection,
  actor: Actor,
  typed: string,
): Promise<PlacementFunnel> {
  const code = readPlacementCode(typed);
  const found = code === undefined ? undefined : await findPlacementRow(connection, code);
  if (!found || !mayFor(jurisdiction, actor, 'outreach:view-reports', [found.agencyId]))
    throw new AppError('outreach/placement-not-found');
  return showFunnel(await countFunnel(connection, found), false);
}
