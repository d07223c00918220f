import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { UnfinishedReport } from '#contract/incident';
import type { LatLng } from '#contract/position';

/** What is asked of the country to tell roughly where somebody is. */
export type AreaNames = Pick<Jurisdiction, 'describePlace' | 'listTypedPlaces' | 'findAgency'>;

export type Hints = {
  position: LatLng | null;
  /** All they wrote so far. */
  text: string | null;
  /** The desk that took the call; a 191 call reaches the centre of the caller's province. */
  callAgencyId: string | null;
};

/**
 * The province an unfinished report speaks of, by the surest of what is known. A mere guess hides it from nobody:
 * national desks see every report.
 */
export function knownAreaOf(geography: AreaNames, hints: Hints): UnfinishedReport['area'] {
  const inProvince = (at: LatLng, from: NonNullable<UnfinishedReport['area']>['from']) => {
    const { provinceCode, provinceTh, provinceEn } = geography.describePlace(at);
    return { provinceCode, provinceTh, provinceEn, from };
  };
  if (hints.position) return inProvince(hints.position, 'position');
  const typed = hints.text ? geography.listTypedPlaces(hints.text).filter(({ isSure }) => isSure) : [];
  const [first] = typed;
  const isOne = first && typed.every(({ code }) => code.slice(0, 2) === first.code.slice(0, 2));
  if (isOne) return inProvince(first.position, 'text');
  const desk = hints.callAgencyId ? geography.findAgency(hints.callAgencyId) : undefined;
  if (desk && desk.kind !== 'national-desk' && desk.kind !== 'national-police')
    return inProvince(desk.position, 'call');
  return null;
}
