import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { UnfinishedReport } from '#contract/incident';
import type { LatLng } from '#contract/position';

/** What is needed of jurisdiction to find out roughly where somebody is. */
export type AreaNames = Pick<Jurisdiction, 'describePlace' | 'listTypedPlaces' | 'findAgency'>;

export type Hints = {
  position: LatLng | null;
  /** Everything they wrote so far. */
  text: string | null;
  /** The agency that took the call: a 191 call is answered in the caller's province. */
  callAgencyId: string | null;
};

/**
 * The province of an unfinished report, by the most reliable hint. A wrong guess hides it from nobody, because the
 * national control rooms see every report.
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
  const agency = hints.callAgencyId ? geography.findAgency(hints.callAgencyId) : undefined;
  if (agency && agency.kind !== 'national-desk' && agency.kind !== 'national-police')
    return inProvince(agency.position, 'call');
  return null;
}
