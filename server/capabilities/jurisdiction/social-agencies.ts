import type { Agency } from '#contract/jurisdiction';
import type { LatLng } from '#contract/position';
import type { Jurisdiction } from './jurisdiction.ts';

type Tree = Pick<Jurisdiction, 'getAgency' | 'ancestorsOf'>;

/** The nearest tambon centre; in a province that has none yet, its social office. */
export function findCentre({ findNearestAgency }: Pick<Jurisdiction, 'findNearestAgency'>, place: LatLng) {
  return findNearestAgency('tambon-centre', place) ?? findNearestAgency('provincial-social-office', place);
}

/** The provincial social office that an agency is, or that is over it. */
export function findOffice({ getAgency, ancestorsOf }: Tree, agencyId: string): Agency | undefined {
  const isOrOver = [getAgency(agencyId), ...ancestorsOf(agencyId)];
  return isOrOver.find(({ kind }) => kind === 'provincial-social-office');
}

/** The provincial social office over a centre; there is none over an office. */
export function findOfficeOver(tree: Tree, agencyId: string): Agency | undefined {
  const office = findOffice(tree, agencyId);
  return office?.id === agencyId ? undefined : office;
}
