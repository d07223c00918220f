import type { EventFacts } from '#contract/outreach';
import { readPlacementCode } from '#contract/placement-code';
import type { LatLng } from '#contract/position';
import { AppError } from '#platform/app-error';

/** A roadshow, a meeting or a training as it is stored. */
export type StoredEvent = EventFacts & {
  id: string;
  version: number;
  campaignId: string;
  agencyId: string;
  changedByPersonId: string | null;
  changedAt: Date;
};

/**
 * What was typed as it is stored: its codes as they are printed, each once.
 * @throws AppError `outreach/period-unfit`, `outreach/place-outside`, `outreach/placement-not-found`
 */
export function readEvent<Typed extends EventFacts>(
  typed: Typed,
  geography: { isInThailand(place: LatLng): boolean },
): Typed {
  if (typed.endsOn < typed.startsOn) throw new AppError('outreach/period-unfit');
  if (typed.position && !geography.isInThailand(typed.position)) throw new AppError('outreach/place-outside');
  const codes = typed.codes.map((one) => {
    const code = readPlacementCode(one);
    if (code === undefined) throw new AppError('outreach/placement-not-found');
    return code;
  });
  return { ...typed, codes: [...new Set(codes)] };
}
