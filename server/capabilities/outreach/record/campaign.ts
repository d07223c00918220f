import type { AgencyKind } from '#contract/jurisdiction';
import type { CampaignFacts } from '#contract/outreach';
import { AppError } from '#platform/app-error';

/** Who may own campaigns; `outreach.agencies_of_actor()` says the same. */
export const OWNER_KINDS: readonly AgencyKind[] = [
  ...(['outreach-partner', 'national-desk', 'national-police'] as const),
  ...(['provincial-social-office', 'education-fund'] as const),
];

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
