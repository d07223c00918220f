import type { CampaignFacts } from '#contract/outreach';
import { AppError } from '#platform/app-error';

/** A campaign as it is stored. */
export type StoredCampaign = CampaignFacts & {
  id: string;
  version: number;
  changedByPersonId: string | null;
  changedAt: Date;
};

/** @throws AppError `outreach/period-unfit` when it would end before it begins */
export function mustHavePeriod({ startsOn, endsOn }: Pick<CampaignFacts, 'startsOn' | 'endsOn'>): void {
  if (endsOn !== null && endsOn < startsOn) throw new AppError('outreach/period-unfit');
}
