import type { Actor } from '#capabilities/access';
import { branchesWith, type Jurisdiction } from '#capabilities/jurisdiction';
import type { Permission } from '#contract/permission';

type Tree = Pick<Jurisdiction, 'findAgency' | 'listAgencies' | 'describePlace'>;
export type Provinces = ReadonlySet<string> | 'everything';

/** Codes of the provinces in which the actor has this permission: those where their branch of the agency tree has offices. */
export function provincesOf(tree: Tree, actor: Pick<Actor, 'memberships'>, permission: Permission): Provinces {
  const branches = branchesWith(tree, actor, permission);
  // The root of the tree is not an agency: its branch is the whole country.
  if (branches.some((branch) => !branch.includes('.'))) return 'everything';
  const offices = branches.flatMap((branch) =>
    tree.listAgencies({ branch, kinds: ['provincial-police', 'station', 'centre-191'] }),
  );
  return new Set(offices.map(({ position }) => tree.describePlace(position).provinceCode));
}

/** An entry without a province is shown to every control room. */
export function isWithin(provinces: Provinces, provinceCode: string | null | undefined): boolean {
  return provinces === 'everything' || provinceCode == null || provinces.has(provinceCode);
}
