import { type Actor, agenciesWith } from '#capabilities/access';
import { type Jurisdiction, sightOf } from '#capabilities/jurisdiction';
import type { Permission } from '#contract/permission';

type Tree = Pick<Jurisdiction, 'findAgency' | 'listAgencies' | 'describePlace'>;
export type Provinces = ReadonlySet<string> | 'everything';

/** Codes of the provinces for which this person may do it: those their branch of the tree has offices in. */
export function provincesOf(tree: Tree, actor: Pick<Actor, 'memberships'>, permission: Permission): Provinces {
  const sights = agenciesWith(actor, permission).flatMap((id) => {
    const agency = tree.findAgency(id);
    return agency ? [sightOf(agency)] : [];
  });
  // The root is not an agency: whoever sees it sees everything.
  if (sights.some((sight) => !sight.includes('.'))) return 'everything';
  const offices = sights.flatMap((sight) =>
    tree.listAgencies({ sight, kinds: ['provincial-police', 'station', 'centre-191'] }),
  );
  return new Set(offices.map(({ position }) => tree.describePlace(position).provinceCode));
}

/** What speaks of no province is everybody's. */
export function isWithin(provinces: Provinces, provinceCode: string | null | undefined): boolean {
  return provinces === 'everything' || provinceCode == null || provinces.has(provinceCode);
}
